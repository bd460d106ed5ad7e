import "server-only";
import type { Db } from "@/db";
import { isDatabaseUnavailable } from "@/db/unavailable";
import { type Arriving, insertEvents } from "@/lib/events/insert-events";
import type { CheckedEvent, Door } from "@/lib/events/schema";
import { newId } from "@/lib/ids";

interface Waiting {
  rows: Arriving[];
  settle(kept: Set<string>): void;
  fail(error: unknown): void;
}

/** The way of one process into one database. */
interface Queue {
  /** Requests that wait for a statement. */
  waiting: Waiting[];
  statements: number;
}

const MOST_ROWS_AT_ONCE = 1_000;
/** While PostgreSQL works on one, this process writes the next. */
const MOST_STATEMENTS_AT_ONCE = 2;
const queues = new WeakMap<Db, Queue>();

/** Keeps what was checked, each message once, durably before it answers. Afterwards the caller tells that there is news. */
export async function acceptEvents(
  store: Db,
  door: Door,
  checked: readonly CheckedEvent[],
): Promise<{ accepted: number; duplicates: number }> {
  const rows = toRows(door, checked);
  if (rows.length === 0) return { accepted: 0, duplicates: 0 };
  const kept = await keepTogether(store, rows);
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

// While statements are under way, further requests queue up and go together in the next: one commit for many.
function keepTogether(store: Db, rows: Arriving[]): Promise<Set<string>> {
  const queue = queues.get(store) ?? { waiting: [], statements: 0 };
  queues.set(store, queue);
  return new Promise((settle, fail) => {
    queue.waiting.push({ rows, settle, fail });
    if (queue.statements < MOST_STATEMENTS_AT_ONCE) void drain(store, queue);
  });
}

async function drain(store: Db, queue: Queue): Promise<void> {
  queue.statements++;
  while (queue.waiting.length > 0) await keepGroup(store, takeGroup(queue.waiting));
  queue.statements--;
}

// Two requests of one group never hold the same message: the second goes with a later statement and finds it seen.
function takeGroup(queue: Waiting[]): Waiting[] {
  const group: Waiting[] = [];
  const messages = new Set<string>();
  let rows = 0;
  while (queue[0] && (group.length === 0 || rows + queue[0].rows.length <= MOST_ROWS_AT_ONCE)) {
    const keys = queue[0].rows.map(messageKey);
    if (keys.some((key) => messages.has(key))) break;
    for (const key of keys) messages.add(key);
    rows += keys.length;
    group.push(...queue.splice(0, 1));
  }
  return group;
}

// One request's trouble is not its neighbours': what fails together is tried again apart.
async function keepGroup(store: Db, group: Waiting[]): Promise<void> {
  try {
    const kept = await insertEvents(store, inLockOrder(group.flatMap(({ rows }) => rows)));
    for (const { settle } of group) settle(kept);
  } catch (error) {
    if (group.length === 1 || isDatabaseUnavailable(error)) {
      for (const { fail } of group) fail(error);
      return;
    }
    for (const request of group) await keepGroup(store, [request]);
  }
}

// Processes that meet the same messages wait for one another in the same order, and so never for each other in a circle.
function inLockOrder(rows: Arriving[]): Arriving[] {
  return rows.sort(
    (a, b) => compare(a.messageId, b.messageId) || compare(a.door.workspaceId, b.door.workspaceId),
  );
}

function messageKey(row: Arriving): string {
  return `${row.door.workspaceId} ${row.messageId}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
