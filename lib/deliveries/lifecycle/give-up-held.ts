import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { Context } from "@/lib/context";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";

/** What the pause of a programme held although it may have arrived: once it is archived nobody is left to ask what became of it. */
export async function giveUpHeld(ctx: Context, programmeId: string): Promise<void> {
  const givenUp = await ctx.db
    .update(deliveries)
    .set({ status: "unconfirmed", reason: "unconfirmed" })
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        eq(deliveries.programmeId, programmeId),
        eq(deliveries.status, "held"),
        isNotNull(deliveries.firstAttemptAt),
      ),
    )
    .returning({ id: deliveries.id });
  const detail = "It was archived before anybody knew whether the message had arrived.";
  await writeHistory(
    ctx,
    givenUp.map(({ id }) => ({ deliveryId: id, what: "unconfirmed", detail })),
  );
}
