import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import { getDatabase, getKeyedDatabase, getWatchedDatabase } from "@/db";
import { type Connection, connect } from "@/db/connect";
import { TRANSACTION_LIMITS } from "@/db/limits";
import { isDatabaseUnavailable } from "@/db/unavailable";
import { test } from "../support/fixture";
import { startTcpPostgres, type TcpPostgres } from "../support/postgres";
import { startWsProxy } from "../support/ws-proxy";

let tcp: TcpPostgres;
let proxy: Awaited<ReturnType<typeof startWsProxy>>;

beforeAll(async () => {
  tcp = await startTcpPostgres();
  proxy = await startWsProxy();
});
afterAll(async () => {
  await proxy.stop();
  await tcp.stop();
});

const settingsOf = sql`
  select name, setting::int from pg_settings where name = any(${sql.param(Object.keys(TRANSACTION_LIMITS))}::text[])`;
const asObject = ({ rows }: { rows: Record<string, unknown>[] }) =>
  Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));

describe.each(["embedded", "pg", "neon"] as const)("a transaction through %s", (kind) => {
  let connection: Connection;
  test.beforeAll(({ database }) => {
    if (kind === "embedded") connection = connect({ url: database.url, max: 1, plans: "each" });
    else if (kind === "pg") connection = connect({ url: tcp.url, driver: "pg", max: 1 });
    else connection = connect({ url: tcp.url, driver: "neon", wsProxy: proxy.address, max: 1 });
  });
  afterAll(() => connection.close());

  test("has limits, with or without an isolation of its own, and leaves none behind for whoever uses the connection next", async () => {
    const { db } = connection;
    const before = asObject(await db.execute(settingsOf));
    const plain = await db.transaction((tx) => tx.execute(settingsOf));
    const reading = await db.transaction((tx) => tx.execute(settingsOf), {
      isolationLevel: "repeatable read",
      accessMode: "read only",
    });
    expect([asObject(plain), asObject(reading)]).toEqual([TRANSACTION_LIMITS, TRANSACTION_LIMITS]);
    expect(asObject(await db.execute(settingsOf))).toEqual(before);
  });

  test("that fails says what failed without the parameters, which are customers' data", async () => {
    const nora = "nora@customer.test";
    const { db } = connection;
    await db.execute(sql`create table if not exists kept (email text primary key)`);
    const again = () => db.execute(sql`insert into kept values (${nora})`);
    const mistaken = () => db.transaction((tx) => tx.execute(sql`select ${nora}::text, nonsense`));
    await again();
    for (const failing of [again, mistaken]) {
      const error = await failing().catch((thrown: unknown) => thrown);
      expect(everythingOf(error)).not.toContain(nora);
      expect(String(error)).toMatch(/Failed query: (insert into kept|select)/);
    }
    await db.execute(sql`drop table kept`);
  });
});

/** What any logger could find out about an error. */
function everythingOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  const own = Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error, name)));
  return [...own, error.cause ? everythingOf(error.cause) : ""].join("\n");
}

test("a database that falls silent in the middle of a transaction, or outside one, counts as away, and its connection is not used again", async ({
  database,
}) => {
  const single = connect({ url: database.url, max: 1, answersWithinMs: 200 });
  const silent = sql`select pg_sleep(30)`;
  const asked = await single.db.execute(silent).catch((error: unknown) => error);
  const begun = await single.db.transaction((tx) => tx.execute(silent)).catch((error: unknown) => error);
  expect([asked, begun].map(isDatabaseUnavailable)).toEqual([true, true]);
  expect((await single.db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  await single.close();
});

/** Keeps something locked in a transaction until it is let go. */
async function hold(db: Connection["db"], lock: SQL): Promise<() => Promise<void>> {
  let letGo = () => {};
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((locked) => {
    ended = db.transaction(async (tx) => {
      await tx.execute(lock);
      locked();
      await new Promise<void>((go) => {
        letGo = go;
      });
    });
  });
  return () => {
    letGo();
    return ended;
  };
}

test("whoever waits for a lock in a transaction is told that it is taken", async ({ database }) => {
  const { db } = database;
  const letGo = await hold(db, sql`select pg_advisory_xact_lock(1)`);
  const waiting = db.transaction(async (tx) => {
    await tx.execute(sql`set local lock_timeout = 50`);
    await tx.execute(sql`select pg_advisory_xact_lock(1)`);
  });
  expect(isDatabaseUnavailable(await waiting.catch((error: unknown) => error))).toBe(true);
  await letGo();
});

test("with a database of one's own, slow calls leave connections to what arrives and to whoever asks how the instance is", async () => {
  vi.stubEnv("DATABASE_URL", tcp.url);
  vi.stubEnv("DATABASE_DRIVER", "pg");
  const admin = connect({ url: tcp.url, driver: "pg", max: 1 });
  const letGo = await hold(admin.db, sql`select pg_advisory_xact_lock(2)`);
  const slow = await getDatabase();
  const calls = Array.from({ length: 60 }, () =>
    slow.execute(sql`select pg_advisory_xact_lock_shared(2)`).catch(() => {}),
  );
  for (const open of [getKeyedDatabase, getWatchedDatabase])
    expect((await (await open()).execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  await letGo();
  await Promise.all(calls);
  await admin.close();
  for (const pool of [
    await globalThis.trigDatabase,
    globalThis.trigKeyedDatabase,
    globalThis.trigWatchedDatabase,
  ])
    await pool?.close();
  globalThis.trigDatabase = globalThis.trigKeyedDatabase = globalThis.trigWatchedDatabase = undefined;
  vi.unstubAllEnvs();
});
