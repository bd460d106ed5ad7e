import "server-only";
import { sql } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import { providers } from "@/lib/channels/providers";
import type { Context } from "@/lib/context";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";

/** How long to rest before looking, for each provider whose messages are looked for. */
const restsMs = Object.fromEntries(
  Object.entries(providers).flatMap(([name, { lookedForAfterMs }]) =>
    lookedForAfterMs === null ? [] : [[name, lookedForAfterMs]],
  ),
);

type Freed = { id: string; first_attempt_at: string | null };

/**
 * Releases the deliveries of a sender that is known to be dead, so that nobody waits for its leases to run out. What it may have asked of
 * a provider has an unknown result like any other; if it is looked for first, it rests until its absence would prove something.
 */
export async function takeOverDeliveries(ctx: Context): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { rows } = await tx.execute<Freed>(sql`
      update ${deliveries} set status = 'waiting', lease_token = null, lease_until = null,
        next_attempt_at = case when first_attempt_at is not null
          then clock_timestamp() + (${JSON.stringify(restsMs)}::jsonb ->> (request ->> 'provider'))::int * interval '1 millisecond' end
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
