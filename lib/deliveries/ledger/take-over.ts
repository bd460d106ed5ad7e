import "server-only";
import { sql } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { Context } from "@/lib/context";
import { NOTE_MAY_APPEAR_MS } from "@/lib/deliveries/ledger/back-off";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";

type Freed = { id: string; first_attempt_at: string | null };

/**
 * Takes deliveries out of the hands of a sender that is known to be dead, so that nobody waits for its leases to run out. What it may have
 * asked of a provider has an unknown result like any other; Slack is looked at once it has surely dealt with what it was asked.
 */
export async function takeOverDeliveries(ctx: Context): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { rows } = await tx.execute<Freed>(sql`
      update ${deliveries} set status = 'waiting', lease_token = null, lease_until = null,
        next_attempt_at = case when channel = 'slack' and first_attempt_at is not null
          then clock_timestamp() + ${NOTE_MAY_APPEAR_MS} * interval '1 millisecond' end
      where workspace_id = ${ctx.workspaceId} and status = 'sending'
      returning id, first_attempt_at`);
    const asked = rows.filter((row) => row.first_attempt_at !== null);
    await writeHistory(
      { ...ctx, db: tx },
      asked.map(({ id }) => ({
        deliveryId: id,
        what: "unknown",
        detail: "Trig was stopped before the answer came.",
      })),
    );
  });
}
