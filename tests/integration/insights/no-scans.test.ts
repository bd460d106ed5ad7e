import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, expect } from "vitest";
import { type Connection, connect } from "@/db/connect";
import type { Context } from "@/lib/context";
import { MOST_REFUSED_COUNTED, SEARCHED_ARRIVALS } from "@/lib/insights/arrivals/arrival";
import { test } from "@/tests/support/fixture";
import { days, nudge, reminder } from "@/tests/support/jobs";
import { fillMany } from "@/tests/support/many-customers";
import { plansOf, scannedBy } from "@/tests/support/plans";
import { NOW, reads } from "./screen-reads";

const PEOPLE = 20_000;
const BUSY = 20_000;
const DEFINITION = nudge({
  steps: [reminder("reminder-1", days(5)), { kind: "notify", id: "tell", channel: "#team", text: "x" }],
});
const BIG = [
  "people",
  "identities",
  "organisations",
  "memberships",
  "events",
  "occurrences",
  "attribute_changes",
  "enrolments",
  "enrolment_moves",
  "deliveries",
  "delivery_history",
  "rejected_events",
];
let one: Connection;
let ctx: Context;

test.beforeAll(async ({ database }) => {
  // A single connection, so that its own counters tell what a query did.
  one = connect({ url: database.url, max: 1 });
  const workspaceId = await fillMany(one.db, { people: PEOPLE, eventsEach: 5, now: NOW });
  ctx = { db: one.db, workspaceId, actor: { kind: "system" }, now: NOW };
  await fillBusy();
});
afterAll(async () => {
  await one.close();
});

/** One person who has done a great deal, and of whom one value changes all the time. */
async function fillBusy(): Promise<void> {
  const at = sql`${NOW.toISOString()}::timestamptz - (g || ' seconds')::interval`;
  await one.db.execute(sql`insert into occurrences (event_id, workspace_id, person_id, name, occurred_at)
    select 'evt_busy' || g, 'wsp_many', 'per_9', 'Thing ' || (g % 7), ${at} from generate_series(1, ${BUSY}::int) g`);
  await one.db.execute(sql`insert into attribute_changes (id, workspace_id, customer_id, key, old, new, changed_at, cause)
    select 'chg_busy' || g, 'wsp_many', 'per_9', 'logins', to_jsonb(g - 1), to_jsonb(g), ${at}, '{"kind":"event","id":"evt_1"}'
    from generate_series(1, ${BUSY}::int) g`);
  await one.db.execute(sql`insert into programme_versions (workspace_id, programme_id, version, definition, published_at, published_by)
    select 'wsp_many', 'prg_' || g, 1, ${JSON.stringify(DEFINITION)}::jsonb, ${NOW.toISOString()}::timestamptz, 'test' from generate_series(1, 10) g`);
  // The last to arrive says who somebody is: what was done last is looked for further down.
  await one.db.execute(sql`insert into events (id, workspace_id, message_id, type, body, context, occurred_at, received_at, source, trust)
    select 'evt_z', workspace_id, 'last', 'identify', body, context, occurred_at, received_at, source, trust from events where id = 'evt_1'`);
  await one.db.execute(sql`vacuum analyze`);
}

/** What this connection read so far: how often a big table as a whole, and how many entries of indexes. */
async function reading(): Promise<{ scans: Record<string, number>; entries: number }> {
  await one.db.execute(sql`select pg_stat_force_next_flush()`);
  const { rows } = await one.db.execute<{ name: string; scans: number; entries: number }>(
    sql`select relname as name, seq_scan as scans,
          (select coalesce(sum(idx_tup_read), 0)::bigint from pg_stat_user_indexes i where i.relid = t.relid) as entries
        from pg_stat_user_tables t`,
  );
  const big = rows.filter(({ name }) => BIG.includes(name));
  return {
    scans: Object.fromEntries(big.map((row) => [row.name, row.scans])),
    entries: big.reduce((sum, row) => sum + row.entries, 0),
  };
}

// Figures count every pass; a page of rows needs a few hundred entries whatever the size.
// A search in the stream of arrivals looks at the latest two thousand of either kind.
const allowed: Record<string, number> = {
  "the jobs": PEOPLE,
  "the report of a job": PEOPLE / 2,
  "how many entered a job": PEOPLE / 8,
  "the figures at the places of a job": PEOPLE / 2,
  "who went through a step": PEOPLE / 2,
  "arrivals by text": 2 * SEARCHED_ARRIVALS + 1_000,
  "how much was refused": MOST_REFUSED_COUNTED + 1,
  "programmes of the API": PEOPLE,
  // Whether an event has ever come is asked of fifty thousand.
  "a programme of the API": 51_000,
};

test.each(Object.keys(reads))("reading %s looks at no big table, nor index, as a whole", async (what) => {
  const before = await reading();
  expect(Object.keys(before.scans)).toHaveLength(BIG.length);
  await reads[what]?.(ctx);
  const after = await reading();
  expect(after.scans).toEqual(before.scans);
  expect(after.entries - before.entries).toBeLessThanOrEqual(allowed[what] ?? 1_000);
});

// A single row, and queues that empty as fast as they fill.
const SMALL = ["instance", "pending_events", "set_aside"];

test.for(Object.keys(reads))(
  "every statement of reading %s has an index to use",
  async (what, { database }) => {
    const plans = await plansOf(database.url, async (db) => reads[what]?.({ ...ctx, db }), {
      indexesOnly: true,
    });
    const scanning = plans.filter((plan) => scannedBy(plan).some((table) => !SMALL.includes(table)));
    expect(scanning).toEqual([]);
  },
);

// What a draft's page counts before going live is its audience, and so every customer: it is no page of rows.
test("whatever pages and routes read from the insights is among what is read here", () => {
  const read = readFileSync(join(import.meta.dirname, "screen-reads.ts"), "utf8");
  const app = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.tsx?$/.test(path),
  );
  const imported = app.flatMap((path) =>
    [...readFileSync(join("app", path), "utf8").matchAll(/from "@\/(lib\/insights\/[^"]+)"/g)].map(
      ([, module = ""]) => module,
    ),
  );
  const readers = [...new Set(imported)].filter((module) =>
    readFileSync(`${module}.ts`, "utf8").startsWith('import "server-only"'),
  );
  expect(readers.length).toBeGreaterThan(20);
  // A go-live counts everybody who matches, and so reads everybody.
  const readsEverybody = "lib/insights/go-live/publish-view";
  expect(readers.filter((module) => !read.includes(`"@/${module}"`))).toEqual([readsEverybody]);
});
