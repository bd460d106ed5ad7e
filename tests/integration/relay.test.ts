import { createServer, type Server, type ServerResponse } from "node:http";
import { sql } from "drizzle-orm";
import { Inngest } from "inngest";
import { expect } from "vitest";
import { connect } from "@/db/connect";
import type { Context } from "@/lib/context";
import { type Announcement, announce, deliveriesDue } from "@/lib/outbox/announce";
import { type OutboxRow, relayAnnouncements, takeOverAnnouncements } from "@/lib/outbox/relay";
import { it } from "@/tests/support/fixture";

let ctx: Context;
it.beforeEach(async ({ ctx: fresh }) => {
  ctx = fresh;
  await ctx.db.execute(sql`delete from announcement_outbox`);
});

const enrolmentOf = (n: number) => `enr_${n}`;
const ended = (n: number): Announcement => ({
  name: "trig/enrolment.ended",
  data: { workspaceId: ctx.workspaceId, enrolmentId: enrolmentOf(n) },
});
const waiting = async () =>
  (await ctx.db.execute(sql`select id from announcement_outbox order by id`)).rows.length;

/** An engine that notes what it takes. */
function listener() {
  const taken: OutboxRow[] = [];
  return { taken, send: async (rows: readonly OutboxRow[]) => void taken.push(...rows) };
}

/** An engine that takes nothing and never says so, until it is thawed. */
function frozen() {
  const held: (() => void)[] = [];
  const send = () => new Promise<void>((done) => void held.push(done));
  return { send, held };
}

it("messages that may leave are announced before a go-live's thousand runs, and each kind in the order in which it was committed", async () => {
  await announce(
    ctx,
    Array.from({ length: 1_200 }, (_, n) => ended(n)),
  );
  await announce(ctx, [deliveriesDue(ctx.workspaceId, "email"), deliveriesDue(ctx.workspaceId, "slack")]);
  const { taken, send } = listener();
  expect(await relayAnnouncements(ctx.db, send)).toBe(1_202);
  expect(taken.slice(0, 2).map(({ data }) => data.channel)).toEqual(["email", "slack"]);
  expect(taken.slice(2).map(({ data }) => data.enrolmentId)).toEqual(
    Array.from({ length: 1_200 }, (_, n) => enrolmentOf(n)),
  );
  expect(await waiting()).toBe(0);
});

it("a frozen engine holds no connection and no lock: whatever is announced meanwhile is kept, and all is handed over when it is back", async ({
  database,
}) => {
  const { db, close } = connect({ url: database.url, max: 1, plans: "each" });
  const one = { ...ctx, db };
  await announce(one, [ended(1)]);
  const ice = frozen();
  const failing = relayAnnouncements(db, ice.send, 50).catch((error: unknown) => String(error));
  while (ice.held.length === 0) await new Promise(setImmediate);
  // The only connection is free, also for the row that is being handed over.
  await announce(one, [ended(2)]);
  const others = Array.from({ length: 20 }, () => relayAnnouncements(db, ice.send, 50).catch(() => "late"));
  expect(await failing).toContain("The engine has not answered within 0.05 s.");
  expect(new Set(await Promise.all(others))).toEqual(new Set(["late"]));
  // Twenty who asked meanwhile were one.
  expect(ice.held).toHaveLength(2);
  const { taken, send } = listener();
  expect(await relayAnnouncements(db, send)).toBe(2);
  expect(taken.map(({ data }) => data.enrolmentId)).toEqual([enrolmentOf(1), enrolmentOf(2)]);
  await close();
});

it("whoever asks while another relay is under way is answered when what they have committed is handed over, too", async () => {
  await announce(ctx, [ended(1)]);
  const ice = frozen();
  const first = relayAnnouncements(ctx.db, ice.send);
  while (ice.held.length === 0) await new Promise(setImmediate);
  await announce(ctx, [ended(2)]);
  const { taken, send } = listener();
  const second = relayAnnouncements(ctx.db, send);
  ice.held[0]?.();
  expect([await first, await second]).toEqual([1, 1]);
  expect(taken.map(({ data }) => data.enrolmentId)).toEqual([enrolmentOf(2)]);
});

it("two processes hand over different announcements, and what one of them took and died with is taken by the other under the same id", async ({
  database,
}) => {
  await announce(ctx, [ended(1), ended(2)]);
  const ice = frozen();
  const { db: dying, close } = connect({ url: database.url, max: 1 });
  const dead = relayAnnouncements(dying, ice.send).catch(() => 0);
  while (ice.held.length === 0) await new Promise(setImmediate);
  await announce(ctx, [ended(3)]);
  const { taken, send } = listener();
  expect(await relayAnnouncements(ctx.db, send)).toBe(1);
  expect(taken.map(({ data }) => data.enrolmentId)).toEqual([enrolmentOf(3)]);
  const past = sql`taken_until - interval '30 seconds'`;
  await ctx.db.execute(sql`update announcement_outbox set taken_until = ${past}`);
  expect(await relayAnnouncements(ctx.db, send)).toBe(2);
  expect(await waiting()).toBe(0);
  // What the dead one says when it wakes up changes nothing any more.
  ice.held[0]?.();
  await dead;
  await close();
});

it("a process that is alone takes over at once what a dead one had taken", async () => {
  await announce(ctx, [ended(1)]);
  await ctx.db.execute(
    sql`update announcement_outbox set taken_until = clock_timestamp() + interval '30 seconds'`,
  );
  const { send } = listener();
  expect(await relayAnnouncements(ctx.db, send)).toBe(0);
  await takeOverAnnouncements(ctx.db);
  expect(await relayAnnouncements(ctx.db, send)).toBe(1);
});

it("an Inngest server that takes connections and never answers costs the relay its limit, and the database nothing", async () => {
  const silent = await serveSilently();
  const client = new Inngest({ id: "trig", eventKey: "0123456789abcdef", baseUrl: silent.url, isDev: false });
  await announce(ctx, [deliveriesDue(ctx.workspaceId, "email")]);
  const send = async (rows: readonly OutboxRow[]) => {
    await client.send(rows.map(({ id, name, data }) => ({ id: String(id), name, data })));
  };
  await expect(relayAnnouncements(ctx.db, send, 100)).rejects.toThrow("The engine has not answered");
  const { rows } = await ctx.db.execute(sql`
    select count(*)::int as open from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`);
  expect(rows).toEqual([{ open: 0 }]);
  expect(await waiting()).toBe(1);
  await silent.close();
});

async function serveSilently() {
  const held: ServerResponse[] = [];
  const server: Server = createServer((_, response) => void held.push(response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, close };
}
