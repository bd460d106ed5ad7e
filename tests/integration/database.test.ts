import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { type Connection, connect } from "@/db/connect";
import { migrate } from "@/db/migrate";
import { workspaces } from "@/db/schema";
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

const acme = { slug: "acme", name: "Acme", createdAt: new Date("2026-03-01T00:00:00Z") };

describe.each(["embedded", "pg", "neon"] as const)("the database through %s", (kind) => {
  let options: Parameters<typeof connect>[0];
  let connection: Connection;

  test.beforeAll(async ({ database }) => {
    const admin = connect({ url: tcp.url });
    await admin.db.execute(sql`drop schema public cascade`);
    await admin.db.execute(sql`create schema public`);
    await admin.db.execute(sql`drop schema if exists drizzle cascade`);
    await admin.close();
    if (kind === "embedded") options = { url: database.url };
    else if (kind === "pg") options = { url: tcp.url, driver: "pg" };
    else options = { url: tcp.url, driver: "neon", wsProxy: proxy.address };
    connection = connect(options);
  });
  afterAll(() => connection.close());

  test("is migrated once when four processes start at the same time, and again is nothing", async () => {
    await Promise.all([1, 2, 3, 4].map(() => migrate(options)));
    await migrate(options);
    const { rows } = await connection.db.execute(
      sql`select count(*) as migrations from drizzle.__drizzle_migrations`,
    );
    expect(rows).toEqual([{ migrations: readMigrationFiles({ migrationsFolder: "db/migrations" }).length }]);
    expect(await connection.db.select().from(workspaces)).toEqual([]);
  });

  test("keeps all of a transaction or nothing, and of a nested one what came before it", async () => {
    const { db } = connection;
    const failing = db.transaction(async (tx) => {
      await tx.insert(workspaces).values({ id: "wsp_lost", ...acme });
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    await db.transaction(async (tx) => {
      await tx.insert(workspaces).values({ id: "wsp_kept", ...acme });
      const inner = tx.transaction(async (nested) => {
        await nested.update(workspaces).set({ name: "Nobody" });
        await nested.insert(workspaces).values({ id: "wsp_kept", ...acme });
      });
      await expect(inner).rejects.toThrow(/insert into "workspaces"/);
    });
    expect(await db.select().from(workspaces)).toMatchObject([
      { id: "wsp_kept", name: "Acme", createdAt: acme.createdAt },
    ]);
  });

  test("counts in plain numbers", async () => {
    const { rows, rowCount } = await connection.db.execute(
      sql`select count(*) as n, array_agg(9::int8) as list from workspaces`,
    );
    expect({ rows, rowCount }).toEqual({ rows: [{ n: 1, list: [9] }], rowCount: 1 });
  });

  test("gives its connection back when a transaction cannot even begin", async () => {
    const single = connect({ ...options, max: 1 });
    const impossible = { isolationLevel: JSON.parse('"imaginary"') };
    await expect(single.db.transaction(async () => "began", impossible)).rejects.toThrow(/begin/);
    expect(await single.db.transaction(async () => "began")).toBe("began");
    await single.close();
  });

  test("opens a new connection for one that was cut", async () => {
    const single = connect({ ...options, max: 1 });
    const cut = single.db.transaction((tx) => tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`));
    expect(isDatabaseUnavailable(await cut.catch((error: unknown) => error))).toBe(true);
    expect((await single.db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    await single.close();
  });
});

test("a database that is away is told apart from a mistake of ours", async ({ database }) => {
  const nowhere = { url: "postgres://nobody@127.0.0.1:1/none" };
  const ways = [
    nowhere,
    { ...nowhere, driver: "neon" as const, wsProxy: proxy.address },
    { ...nowhere, driver: "neon" as const, wsProxy: "127.0.0.1:1" },
  ];
  for (const way of ways) {
    const { db, close } = connect(way);
    const asked = await db.execute(sql`select 1`).catch((error: unknown) => error);
    const begun = await db.transaction(async () => {}).catch((error: unknown) => error);
    expect([asked, begun].map(isDatabaseUnavailable)).toEqual([true, true]);
    await close();
  }
  const mistaken = await database.db.execute(sql`select nonsense`).catch((error: unknown) => error);
  expect(isDatabaseUnavailable(mistaken)).toBe(false);
});

test("the embedded database remembers a statement that comes often, and answers it as before", async ({
  database,
}) => {
  const { db, close } = connect({ url: database.url, max: 1, plans: "each" });
  const double = async (n: number) => (await db.execute(sql`select ${n}::int * 2 as twice`)).rows;
  const answers = [];
  for (const n of [1, 2, 3, 4, 5, 6]) answers.push(...(await double(n)));
  expect(answers.map((row) => row.twice)).toEqual([2, 4, 6, 8, 10, 12]);
  const { rows } = await db.execute(
    sql`select calls from (select generic_plans + custom_plans as calls, statement from pg_prepared_statements) as known
      where statement like '%as twice'`,
  );
  expect(rows).toEqual([{ calls: 3 }]);
  await expect(db.execute(sql`select ${"x"}::int as broken`)).rejects.toThrow();
  expect(await double(7)).toEqual([{ twice: 14 }]);
  await close();
});
