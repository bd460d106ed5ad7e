import "server-only";
import type { Store } from "@/db";
import type { Arriving, insertEvents } from "@/lib/events/insert-events";
import { keepTogether } from "@/lib/events/keep-together";
import type { CheckedEvent, Door } from "@/lib/events/schema";
import { newId } from "@/lib/ids";

/** Stores rows and answers with the ids of those that were new. */
export type Keep = typeof insertEvents;

/**
 * Keeps checked events, each message once, durably before it returns; the caller then announces the news. By default they share a statement
 * with whatever this process is accepting at the same time.
 */
export async function acceptEvents(
  store: Store,
  door: Door,
  checked: readonly CheckedEvent[],
  keep: Keep = keepTogether,
): Promise<{ accepted: number; duplicates: number }> {
  const rows = toRows(door, checked);
  if (rows.length === 0) return { accepted: 0, duplicates: 0 };
  const kept = await keep(store, rows);
  const accepted = rows.filter((row) => kept.has(row.id)).length;
  return { accepted, duplicates: checked.length - accepted };
}

// Ids sort in the order of the request's items, so that events of the same millisecond stay in order.
function toRows(door: Door, checked: readonly CheckedEvent[]): Arriving[] {
  const ids = checked.map(() => newId("evt")).sort();
  const rows = new Map<string, Arriving>();
  checked.forEach((event, index) => {
    const id = ids[index] ?? newId("evt");
    const messageId = event.messageId ?? id;
    if (!rows.has(messageId)) rows.set(messageId, { id, messageId, event, door });
  });
  return [...rows.values()];
}
