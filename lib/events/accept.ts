import "server-only";
import type { Store } from "@/db";
import type { Arriving, insertEvents } from "@/lib/events/insert-events";
import { keepTogether } from "@/lib/events/keep-together";
import type { CheckedEvent, Door } from "@/lib/events/schema";
import { newId } from "@/lib/ids";

/** How rows are kept: those that were new, by id. */
export type Keep = typeof insertEvents;

/**
 * Keeps what was checked, each message once, durably before it answers. Afterwards the caller tells that there is news. What this process
 * takes in at the same time is kept together, where the caller does not say otherwise.
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

// Ids of one request sort as its items came, so that what happened in the same millisecond stays in order.
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
