import "server-only";
import type { Context } from "@/lib/context";
import { deliveryChannels } from "@/lib/deliveries/schema";
import { announce, deliveriesDue } from "@/lib/outbox/announce";

/** Tells the engine that deliveries may leave: once a channel, whatever their number. Call it in the transaction that made them due. */
export async function announceDue(ctx: Context, rows: readonly { channel: string }[]): Promise<void> {
  const named = new Set(rows.map((row) => row.channel));
  const due = deliveryChannels.filter((channel) => named.has(channel));
  await announce(
    ctx,
    due.map((channel) => deliveriesDue(ctx.workspaceId, channel)),
  );
}
