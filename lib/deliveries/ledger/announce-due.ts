import "server-only";
import { sentChannels } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";
import { announce, deliveriesDue } from "@/lib/outbox/announce";

/** Tells the engine that deliveries may leave: once a channel, whatever their number. Call it in the transaction that made them due. */
export async function announceDue(ctx: Context, rows: readonly { channel: string }[]): Promise<void> {
  const named = new Set(rows.map((row) => row.channel));
  const due = sentChannels.filter((channel) => named.has(channel));
  await announce(
    ctx,
    due.map((channel) => deliveriesDue(ctx.workspaceId, channel)),
  );
}
