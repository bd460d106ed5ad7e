import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { applyNews, applyNewsOf } from "@/lib/pipeline/news/apply-news";
import { advance, listOverdue } from "@/lib/pipeline/time/advance";
import { lookAtDue } from "@/lib/pipeline/time/look-at-due";
import { lookAtMarked } from "@/lib/pipeline/time/look-at-marked";
import { seedBatch } from "@/lib/pipeline/time/seed-batch";
import { sweep } from "@/lib/pipeline/time/sweep";
import { MINUTE_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { all, did, didNot, group, has, identify, job, nudge, track } from "@/tests/support/jobs";
import { plansOf as plans, scannedBy } from "@/tests/support/plans";

const PEOPLE = 50_000;
const EVENTS = 200_000;
const ENROLMENTS = 20_000;
const LARGE = [
  "people",
  "events",
  "occurrences",
  "enrolments",
  "deliveries",
  "watches",
  "identities",
  "enrolment_moves",
];
const away = { amount: 30, unit: "days" };

let core: Core;
let jobId = "";
beforeAll(async () => {
  core = await openCore();
  jobId = (await core.goLive("nudge", nudge({ audience: all(has("plan"), did("Clicked")) }))).id;
  await core.goLive(
    "away",
    job({ name: "Away", audience: all(has("plan"), didNot("Clicked", { within: away })) }),
  );
  await core.goLive(
    "account",
    job({
      name: "Account",
      target: "organisation",
      audience: all(has("arr"), did("Clicked", { op: ">", times: 1e4 })),
    }),
  );
  await fill();
});
afterAll(() => core.close());

/** A workspace as it is after some time, written behind the product's back. */
async function fill(): Promise<void> {
  const { workspaceId } = core.ctx();
  const now = sql`${START.toISOString()}::timestamptz`;
  const id = (prefix: string, n: SQL) => sql`${prefix}::text || lpad((${n})::text, 20, '0')`;
  const series = (count: number) => sql`generate_series(1, ${count}::int) as n`;
  const n = sql`n`;
  await core.rows(sql`
    insert into people (id, workspace_id, user_id, email, attributes, attribute_times, first_seen_at, last_seen_at, primary_organisation_id)
    select ${id("per_", n)}, ${workspaceId}, 'user-' || n, 'user-' || n || '@test.test', '{"plan": "pro"}', '{"plan": 1}', ${now}, ${now},
      ${id("org_", sql`n % 2000`)} from ${series(PEOPLE)}`);
  await core.rows(sql`
    insert into organisations (id, workspace_id, group_id, first_seen_at, last_seen_at)
    select ${id("org_", sql`n % 2000`)}, ${workspaceId}, 'group-' || n % 2000, ${now}, ${now} from ${series(2_000)}`);
  await core.rows(sql`
    insert into memberships (workspace_id, person_id, organisation_id, since)
    select ${workspaceId}, ${id("per_", n)}, ${id("org_", sql`n % 2000`)}, ${now} from ${series(PEOPLE)}`);
  await core.rows(sql`
    insert into identities select ${workspaceId}, kind, case kind when 'user_id' then 'user-' || n else 'user-' || n || '@test.test' end,
      ${id("per_", n)}, ${now} from ${series(PEOPLE)}, (values ('user_id'), ('email')) kinds(kind)`);
  const person = id("per_", sql`(n % ${PEOPLE}::int + 1)`);
  await core.rows(sql`
    insert into events (id, workspace_id, message_id, type, name, user_id, body, context, occurred_at, received_at, source, trust)
    select ${id("evt_", n)}, ${workspaceId}, 'm' || n, 'track', 'Clicked', 'user-' || n % ${PEOPLE}::int + 1, '{}', '{}',
      ${now} - n * interval '10 seconds', ${now}, 'key', 'server' from ${series(EVENTS)}`);
  await core.rows(sql`
    insert into occurrences (event_id, workspace_id, person_id, organisation_id, name, occurred_at)
    select ${id("evt_", n)}, ${workspaceId}, ${person}, ${id("org_", sql`n % 2000`)}, 'Clicked', ${now} - n * interval '10 seconds' from ${series(EVENTS)}`);
  await core.rows(sql`
    insert into enrolments (id, workspace_id, programme_id, version, entity, customer_id, pass, status, step_id, step_since, entered_at, goal_since, wake_at)
    select ${id("enr_", n)}, ${workspaceId}, ${jobId}, 1, 'person', ${id("per_", n)}, 1, case when n % 4 = 0 then 'open' else 'completed' end,
      'reminder-1', ${now}, ${now}, ${now}, case when n % 4 = 0 then ${now} + n * interval '1 minute' end from ${series(ENROLMENTS)}`);
  await core.rows(sql`
    insert into enrolment_moves (id, workspace_id, enrolment_id, kind, woken_by, moved_at)
    select ${id("mov_", n)}, ${workspaceId}, ${id("enr_", n)}, 'entered', 'news', ${now} from ${series(ENROLMENTS)}`);
  await core.rows(sql`
    insert into deliveries (id, workspace_id, enrolment_id, programme_id, version, action_id, moment, kind, channel, entity, customer_id,
      person_id, recipient, status, decided_at, due_at, sent_at, action)
    select ${id("dlv_", n)}, ${workspaceId}, ${id("enr_", n)}, ${jobId}, 1, 'welcome', 'entry', 'message', 'email', 'person', ${id("per_", n)},
      ${id("per_", n)}, 'user-' || n || '@test.test', 'sent', ${now}, ${now}, ${now}, '{}' from ${series(ENROLMENTS)}`);
  await core.rows(sql`
    insert into watches (workspace_id, programme_id, entity, customer_id, matched, due_at)
    select ${workspaceId}, p.id, 'person', ${id("per_", n)}, false, ${now} + n * interval '1 minute'
    from ${series(ENROLMENTS)}, (select id from programmes where slug = 'away') p`);
  await core.rows(sql`analyze`);
}

const plansOf = (work: (ctx: Context) => Promise<unknown>) =>
  plans(core.url, (db) => work({ ...core.ctx(), db }));
const scans = (found: readonly string[]) =>
  found.filter((plan) => scannedBy(plan).some((table) => LARGE.includes(table)));
const who = (from: number, count: number) => Array.from({ length: count }, (_, n) => `user-${from + n}`);
const idsOf = async (table: "people" | "organisations", limit: number) =>
  (
    await core.rows<{ id: string }>(
      sql`select id from ${sql.identifier(table)} where id like '%0000%' order by id limit ${limit}`,
    )
  ).map(({ id }) => id);

it("applying news reads through indexes only: its claim, where customers stand, their events, the messages before", async () => {
  await core.say(who(100, 200).flatMap((id) => [track(id, "Clicked"), identify(id, { plan: "pro", n: 1 })]));
  expect(scans(await plansOf((ctx) => applyNews(ctx)))).toEqual([]);
  await core.say([
    ...who(1, 3).map((id) => group(id, "group-1", { arr: 5 })),
    { type: "alias", userId: "user-4", previousId: "user-5" },
  ]);
  expect(scans(await plansOf((ctx) => applyNews(ctx)))).toEqual([]);
});

it("news before time reads through indexes only, for people and for organisations with all their people", async () => {
  await core.say(who(600, 50).map((id) => track(id, "Clicked")));
  const [people, organisations] = [await idsOf("people", 200), await idsOf("organisations", 5)];
  expect(scans(await plansOf((ctx) => applyNewsOf(ctx, people)))).toEqual([]);
  await core.say(who(700, 50).map((id) => track(id, "Clicked")));
  expect(scans(await plansOf((ctx) => applyNewsOf(ctx, organisations)))).toEqual([]);
});

it("alarms, the sweep and looks by time or mark read through indexes only", async () => {
  await core.settle();
  core.clock.now = new Date(START.getTime() + 60 * MINUTE_MS);
  expect(scans(await plansOf((ctx) => lookAtDue(ctx)))).toEqual([]);
  expect(scans(await plansOf((ctx) => lookAtMarked(ctx)))).toEqual([]);
  core.clock.now = new Date(START.getTime() + 600 * MINUTE_MS);
  const due = await listOverdue(core.ctx(), 0, 10);
  expect(due.length).toBe(10);
  expect(scans(await plansOf((ctx) => advance(ctx, due, "alarm")))).toEqual([]);
  expect(scans(await plansOf((ctx) => sweep(ctx)))).toEqual([]);
});

it("a walk over all customers takes each batch through an index, and asks of each batch through indexes only", async () => {
  const { seedId } = await core.publish(
    "nudge",
    nudge({ audience: all(has("plan"), did("Clicked")), description: "Again." }),
  );
  expect(scans(await plansOf((ctx) => seedBatch(ctx, seedId ?? "")))).toEqual([]);
});
