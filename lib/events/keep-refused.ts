import "server-only";
import type { Store } from "@/db";
import { rejectedEvents } from "@/db/schema/events";
import { bounds } from "@/lib/events/bounds";
import type { Door, RefusedItem } from "@/lib/events/schema";
import { newId } from "@/lib/ids";
import { monotonicMs } from "@/lib/monotonic";
import { MINUTE_MS } from "@/lib/spans";

export const MOST_OF_ONE_REQUEST = 20;

const REMEMBERED_AT_MOST = 10_000;
const kept = new Map<string, { sinceMs: number; items: number }>();

/** How many more of a sender's refused items are kept in this minute: whoever sends nothing but wrong ones fills no table. */
function roomOf(sender: string, wanted: number): number {
  const now = monotonicMs();
  const before = kept.get(sender);
  const minute = before && now - before.sinceMs < MINUTE_MS ? before : { sinceMs: now, items: 0 };
  const room = Math.min(wanted, bounds.refusedRows.most - minute.items);
  if (kept.size >= REMEMBERED_AT_MOST) kept.clear();
  kept.set(sender, { ...minute, items: minute.items + room });
  return room;
}

/** Refused items can be looked up for a week; of one request the first few are enough to find the mistake. */
export async function keepRefused(store: Store, door: Door, items: readonly RefusedItem[]): Promise<void> {
  const { workspaceId, source, receivedAt } = door;
  const room = roomOf(`${workspaceId} ${source}`, Math.min(items.length, MOST_OF_ONE_REQUEST));
  if (room <= 0) return;
  await store.insert(rejectedEvents).values(
    items.slice(0, room).map(({ field, sentence, excerpt }) => ({
      id: newId("rej"),
      workspaceId,
      source,
      field,
      sentence,
      excerpt,
      receivedAt,
    })),
  );
}
