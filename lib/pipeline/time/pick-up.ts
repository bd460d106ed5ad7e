import "server-only";
import { sentChannels } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";
import { takeOverDeliveries } from "@/lib/deliveries/ledger/take-over";
import { listOpenSeeds } from "@/lib/lifecycle/seeds/list-open-seeds";
import { announce, deliveriesDue } from "@/lib/outbox/announce";

/**
 * What a process does for a workspace when it starts: whatever a dead one may have left is asked for at once instead of at the next sweep.
 * Where no other process works on the database, what the dead one held is taken over as well.
 */
export async function pickUp(ctx: Context, isAlone: boolean): Promise<void> {
  const { workspaceId } = ctx;
  if (isAlone) await takeOverDeliveries(ctx);
  const seeds = await listOpenSeeds(ctx);
  await announce(ctx, [
    { name: "trig/news", data: { workspaceId } },
    ...sentChannels.map((channel) => deliveriesDue(workspaceId, channel)),
    ...seeds.map((seedId) => ({ name: "trig/seed" as const, data: { workspaceId, seedId } })),
  ]);
}
