import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { deliveries } from "@/db/schema";
import type { Context } from "@/lib/context";
import { announceDue } from "@/lib/deliveries/ledger/announce-due";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";

/** Lets go what a pause put aside; it counts as due now, so that the time it was held does not make it too late. */
export async function releaseHeld(ctx: Context, programmeId: string): Promise<number> {
  const released = await ctx.db
    .update(deliveries)
    .set({
      status: "waiting",
      reason: null,
      dueAt: sql`greatest(${deliveries.dueAt}, ${ctx.now.toISOString()}::timestamptz)`,
    })
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        eq(deliveries.programmeId, programmeId),
        eq(deliveries.status, "held"),
        eq(deliveries.reason, "paused"),
      ),
    )
    .returning({ id: deliveries.id, channel: deliveries.channel });
  await writeHistory(
    ctx,
    released.map(({ id }) => ({ deliveryId: id, what: "released" })),
  );
  await announceDue(ctx, released);
  return released.length;
}
