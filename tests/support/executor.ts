import { format } from "node:util";
import { sql } from "drizzle-orm";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { afterEach, beforeEach } from "vitest";
import type { Db } from "@/db/connect";
import { embeddedClientOptions, makeEmbeddedKeys } from "@/inngest/embedded/client-options";
import { createExecutor, type ExecutorOptions } from "@/inngest/embedded/executor";
import { freshDatabase } from "@/tests/support/database";

const MOST_MS = 20_000;

export const executorStart = new Date("2026-03-02T09:00:00Z");

/** The real Inngest client and serve handler over an executor on this database, with a clock that moves by hand. */
export async function startExecutor(
  db: Db,
  functions: (client: Inngest) => InngestFunction.Like[],
  options: Partial<ExecutorOptions> & { clock?: { now: Date }; isStarted?: boolean } = {},
) {
  const clock = options.clock ?? { now: executorStart };
  const lines: string[] = [];
  const keys = makeEmbeddedKeys();
  const executor = createExecutor({
    ...keys,
    db,
    handle: (request) => handler(request),
    appUrl: "http://localhost:3000",
    now: () => clock.now,
    log: (level, message, fields) => {
      lines.push(`${level}: ${message}`);
      if (process.env.TRIG_TEST_LOG) process.stderr.write(`${level}: ${message} ${format(fields)}\n`);
    },
    firstBackoffMs: 10,
    ...options,
  });
  const silent = { info() {}, warn() {}, error() {}, debug() {} };
  const client = new Inngest({ id: "app", logger: silent, ...embeddedClientOptions(keys, executor.fetch) });
  const handler = serve({ client, functions: functions(client) });
  if (options.isStarted !== false) await executor.start();
  const moveTo = (now: Date | string) => {
    clock.now = new Date(now);
    executor.kick();
  };
  return { ...executor, client, handler, clock, lines, moveTo };
}

/** A database of its own for each test of a file, and a way to start executors that stop with the test. */
export function executorsOfEachTest() {
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  const started: { stop(): Promise<void> }[] = [];
  beforeEach(async () => {
    fresh = await freshDatabase();
  });
  afterEach(async () => {
    for (const executor of started.splice(0)) await executor.stop();
    await fresh.close();
  });
  const start: typeof startExecutor = async (...given) => {
    const executor = await startExecutor(...given);
    started.push(executor);
    return executor;
  };
  return { start, db: () => fresh.db, url: () => fresh.url };
}

/** Waits until something is so; fails with what it saw last. */
export async function until(isSo: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const deadline = Date.now() + MOST_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** How many runs there are in each state. */
export async function countRuns(db: Db): Promise<Record<string, number>> {
  const { rows } = await db.execute(
    sql`select status, count(*)::int as count from executor_runs group by status`,
  );
  return Object.fromEntries(rows.map((row) => [String(row.status), Number(row.count)]));
}
