import "server-only";
import { deliveryHistory } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { HistoryKind } from "@/lib/deliveries/history";
import { newId } from "@/lib/ids";

/** Writes a line of history for each delivery named; nothing happens to a delivery without one. */
export async function writeHistory(
  ctx: Context,
  lines: readonly { deliveryId: string; what: HistoryKind; detail?: string; attemptedAt?: Date }[],
): Promise<void> {
  if (lines.length === 0) return;
  await ctx.db
    .insert(deliveryHistory)
    .values(lines.map((line) => ({ id: newId("his"), workspaceId: ctx.workspaceId, at: ctx.now, ...line })));
}
