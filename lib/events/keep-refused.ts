import "server-only";
import type { Db } from "@/db";
import { rejectedEvents } from "@/db/schema";
import type { Door, RefusedItem } from "@/lib/events/schema";
import { newId } from "@/lib/ids";

export const MOST_OF_ONE_REQUEST = 20;

/** Refused items can be looked up for a week; of one request the first few are enough to find the mistake. */
export async function keepRefused(store: Db, door: Door, items: readonly RefusedItem[]): Promise<void> {
  if (items.length === 0) return;
  const { workspaceId, source, receivedAt } = door;
  await store.insert(rejectedEvents).values(
    items.slice(0, MOST_OF_ONE_REQUEST).map(({ field, sentence, excerpt }) => ({
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
