/**
 * How long a transaction may wait for a lock, stand still between two statements (the process that holds it may be frozen), and spend on
 * one statement; then PostgreSQL ends it. Standing still ends before waiting does, so that whoever waits for a frozen process outlasts it.
 */
export const TRANSACTION_LIMITS = {
  lock_timeout: 20_000,
  idle_in_transaction_session_timeout: 15_000,
  statement_timeout: 30_000,
} as const;

const SET = Object.entries(TRANSACTION_LIMITS)
  .map(([name, ms]) => `; set local ${name} = ${ms}`)
  .join("");

/** A connection, whichever driver it is of. */
interface Client {
  query: (...asked: never[]) => unknown;
}

/**
 * Sets every transaction's limits in the message that begins it: no round trip more, and nothing that a pooler would hand on to others. A
 * connection on which an answer is overdue is given up, or what comes next on it would wait as well.
 */
export function holdToLimits(client: Client): void {
  client.query = new Proxy(client.query, {
    apply(query, self, [asked, ...rest]: unknown[]) {
      const answer: unknown = Reflect.apply(query, self, [begun(asked), ...rest]);
      if (answer instanceof Promise) answer.catch((error: unknown) => isOverdue(error) && giveUp(client));
      return answer;
    },
  });
}

function begun(asked: unknown): unknown {
  if (typeof asked !== "object" || asked === null) return asked;
  const text: unknown = Reflect.get(asked, "text");
  return typeof text === "string" && text.startsWith("begin") ? { ...asked, text: text + SET } : asked;
}

const isOverdue = (error: unknown) => error instanceof Error && error.message === "Query read timeout";

// A pool's connections can be ended, though they are not declared so.
function giveUp(client: Client): void {
  const end: unknown = Reflect.get(client, "end");
  if (typeof end === "function") Promise.resolve(Reflect.apply(end, client, [])).catch(() => {});
}
