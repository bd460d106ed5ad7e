import type pg from "pg";
import { userIdOf } from "@/tests/bench/traffic";

const COLUMNS = [
  "id",
  "workspace_id",
  "message_id",
  "type",
  "name",
  "user_id",
  "anonymous_id",
  "email",
  "group_id",
  "previous_id",
  "body",
  "context",
  "occurred_at",
  "received_at",
  "source",
  "trust",
  "imported",
];
const ROWS_EACH = 500;
let made = 0;

/**
 * What the database takes at best: rows of the very columns of `events`, 500 a statement, into a table with the primary key only, by
 * the same driver, on so many connections at once. Rows per second, everything from the values to the commit.
 */
export async function bareInsertRate(
  pool: pg.Pool,
  calls: readonly Record<string, unknown>[],
  connections: number,
): Promise<number> {
  await pool.query(
    "create table if not exists bench_bare (like events including defaults, primary key (id)) with (autovacuum_enabled = off)",
  );
  await pool.query("truncate bench_bare");
  const text = statement();
  const batches: unknown[][] = [];
  for (let at = 0; at + ROWS_EACH <= calls.length; at += ROWS_EACH)
    batches.push(calls.slice(at, at + ROWS_EACH).flatMap(valuesOf));
  const count = batches.length * ROWS_EACH;
  const began = performance.now();
  const work = async () => {
    for (let values = batches.pop(); values; values = batches.pop())
      await pool.query({ name: "bare", text, values });
  };
  await Promise.all(Array.from({ length: connections }, work));
  return (count * 1000) / (performance.now() - began);
}

function statement(): string {
  const row = (at: number) => `(${COLUMNS.map((_, i) => `$${at * COLUMNS.length + i + 1}`).join(",")})`;
  const rows = Array.from({ length: ROWS_EACH }, (_, at) => row(at));
  return `insert into bench_bare (${COLUMNS.join(",")}) values ${rows.join(",")}`;
}

function valuesOf(call: Record<string, unknown>): unknown[] {
  const { messageId, type, event, userId, properties, context, timestamp } = call;
  return [
    `evt_${String(++made).padStart(22, "0")}`,
    "wsp_0123456789012345678901",
    messageId,
    type,
    event,
    userId ?? userIdOf(0),
    null,
    null,
    null,
    null,
    properties,
    context,
    timestamp,
    timestamp,
    "key_0123456789012345678901",
    "server",
    false,
  ];
}
