import "server-only";
import type { Store } from "@/db";
import { isLockTimeout } from "@/db/collision";
import { isDatabaseUnavailable } from "@/db/unavailable";
import { AppError } from "@/lib/errors";
import { type Arriving, insertEvents } from "@/lib/events/insert-events";
import { later, monotonicMs } from "@/lib/monotonic";

interface Waiting {
  rows: readonly Arriving[];
  sinceMs: number;
  settle(kept: Set<string>): void;
  fail(error: unknown): void;
}

/** What this process is storing in one database. */
interface Queue {
  /** Requests waiting for the next statement. */
  waiting: Waiting[];
  statements: number;
  /** Checks now and then for requests that have waited too long. */
  watch: ReturnType<typeof later> | null;
}

const MOST_ROWS_AT_ONCE = 1_000;
/** While PostgreSQL runs one, this process prepares the next. */
const MOST_STATEMENTS_AT_ONCE = 2;
/** By then the sender has been told to retry; storing it later could store it twice. */
const LONGEST_WAIT_MS = 9_000;
const LOOK_EVERY_MS = 500;
const queues = new WeakMap<Store, Queue>();

/** Stores rows. While statements are running, further requests queue up and share the next one: one commit for many requests. */
export function keepTogether(store: Store, rows: readonly Arriving[]): Promise<Set<string>> {
  const queue = queues.get(store) ?? { waiting: [], statements: 0, watch: null };
  queues.set(store, queue);
  return new Promise((settle, fail) => {
    queue.waiting.push({ rows, settle, fail, sinceMs: monotonicMs() });
    if (queue.statements < MOST_STATEMENTS_AT_ONCE) void drain(store, queue);
    else watch(queue);
  });
}

// While the database hangs no statement ends; requests waiting for one must be refused in time and leave memory.
function watch(queue: Queue): void {
  queue.watch ??= later(() => {
    queue.watch = null;
    const tooOld = monotonicMs() - LONGEST_WAIT_MS;
    while (queue.waiting[0] && queue.waiting[0].sinceMs <= tooOld) queue.waiting.shift()?.fail(tooLate());
    if (queue.waiting.length > 0) watch(queue);
  }, LOOK_EVERY_MS);
}

function tooLate(): AppError {
  return new AppError("unavailable", "It could not be kept within a few seconds: send the same again.");
}

async function drain(store: Store, queue: Queue): Promise<void> {
  queue.statements++;
  while (queue.waiting.length > 0) await keepGroup(store, takeGroup(queue.waiting));
  queue.statements--;
  if (queue.watch && queue.waiting.length === 0) {
    clearTimeout(queue.watch);
    queue.watch = null;
  }
}

// No two requests of a group hold the same message: the second goes into a later statement and finds the message already seen.
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

// One bad request, or one message that somebody else has locked, must not fail the others: a group that fails is retried one by one.
async function keepGroup(store: Store, group: Waiting[]): Promise<void> {
  try {
    const kept = await insertEvents(
      store,
      group.flatMap(({ rows }) => rows),
    );
    for (const { settle } of group) settle(kept);
  } catch (error) {
    if (group.length === 1 || (isDatabaseUnavailable(error) && !isLockTimeout(error))) {
      for (const { fail } of group) fail(error);
      return;
    }
    for (const request of group) await keepGroup(store, [request]);
  }
}

function messageKey(row: Arriving): string {
  return `${row.door.workspaceId} ${row.messageId}`;
}
