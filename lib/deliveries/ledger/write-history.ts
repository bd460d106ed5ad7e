import "server-only";
import { deliveryHistory } from "@/db/schema";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";

/** What can happen to a delivery. */
export type Happening =
  | "decided"
  | "frozen"
  | "tried"
  | "sent"
  | "done"
  | "refused"
  | "failed"
  | "later"
  | "unknown"
  | "skipped"
  | "held"
  | "released"
  | "unconfirmed"
  | "sent_again";

/** Tells the story of each delivery named: nothing happens to a delivery without a line here. */
export async function writeHistory(
  ctx: Context,
  lines: readonly { deliveryId: string; what: Happening; detail?: string; attemptedAt?: Date }[],
): Promise<void> {
  if (lines.length === 0) return;
  await ctx.db
    .insert(deliveryHistory)
    .values(lines.map((line) => ({ id: newId("his"), workspaceId: ctx.workspaceId, at: ctx.now, ...line })));
}
