import "server-only";
import { and, eq } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { Context } from "@/lib/context";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";
import { reasons } from "@/lib/deliveries/reasons";

/**
 * Puts aside what a programme has not sent yet; call it in the transaction that pauses it. Answers with how many are in a
 * sender's hands and may still leave.
 */
export async function holdUnsent(
  ctx: Context,
  programmeId: string,
): Promise<{ held: number; inFlight: number }> {
  const ours = and(eq(deliveries.workspaceId, ctx.workspaceId), eq(deliveries.programmeId, programmeId));
  const held = await ctx.db
    .update(deliveries)
    .set({ status: "held", reason: "paused", nextAttemptAt: null })
    .where(and(ours, eq(deliveries.status, "waiting")))
    .returning({ id: deliveries.id });
  await writeHistory(
    ctx,
    held.map(({ id }) => ({ deliveryId: id, what: "held", detail: reasons.paused })),
  );
  const sending = await ctx.db.$count(deliveries, and(ours, eq(deliveries.status, "sending")));
  return { held: held.length, inFlight: sending };
}
