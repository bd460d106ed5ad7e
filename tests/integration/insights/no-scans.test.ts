import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect } from "@/db/connect";
import type { Context } from "@/lib/context";
import { MOST_REFUSED_COUNTED, SEARCHED_ARRIVALS } from "@/lib/insights/arrival";
import { findComing } from "@/lib/insights/coming-next";
import { countRefused } from "@/lib/insights/count-refused";
import { decodeCursor, encodeCursor } from "@/lib/insights/cursor";
import { findPlaces } from "@/lib/insights/find-places";
import { findWho } from "@/lib/insights/find-who";
import { listChanges } from "@/lib/insights/get-attribute";
import { getDelivery } from "@/lib/insights/get-delivery";
import { getEvent } from "@/lib/insights/get-event";
import { getJob } from "@/lib/insights/get-job";
import { getOrganisation } from "@/lib/insights/get-organisation";
import { getPerson } from "@/lib/insights/get-person";
import { getHealth } from "@/lib/insights/health";
import { listArrivals } from "@/lib/insights/list-arrivals";
import { listDeliveries } from "@/lib/insights/list-deliveries";
import { listJobs } from "@/lib/insights/list-jobs";
import { listMembers } from "@/lib/insights/list-members";
import { listOrganisations } from "@/lib/insights/list-organisations";
import { listPeople } from "@/lib/insights/list-people";
import { listEventNames, listTimeline } from "@/lib/insights/list-timeline";
import { getPulse } from "@/lib/insights/pulse";
import { getReport } from "@/lib/insights/report/get-report";
import { countPasses, listLeft, listPasses } from "@/lib/insights/report/list-passes";
import type { PassFilter } from "@/lib/insights/report/pass-filter";
import { listSetOff, listWaiting } from "@/lib/insights/set-off";
import { timelineFilter } from "@/lib/insights/timeline-filter";
import { deliveryChain } from "@/lib/insights/why/delivery-chain";
import { why } from "@/lib/insights/why/why";
import { whyAttribute } from "@/lib/insights/why/why-attribute";
import { workspaceSettingsSchema } from "@/lib/workspaces/schema";
import { freshDatabase } from "../../support/database";
import { days, nudge, reminder } from "../../support/jobs";
import { fillMany } from "../../support/many-customers";

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
const now = new Date("2026-03-12T09:00:00Z");
let closeDatabase: () => Promise<void>;
let one: Connection;
let ctx: Context;

beforeAll(async () => {
  const { url, close } = await freshDatabase();
  closeDatabase = close;
  // A single connection, so that its own counters tell what a query did.
  one = connect({ url, max: 1 });
  const workspaceId = await fillMany(one.db, { people: PEOPLE, eventsEach: 5, now });
  ctx = { db: one.db, workspaceId, actor: { kind: "system" }, now };
  await fillBusy();
});
afterAll(async () => {
  await one.close();
  await closeDatabase();
});

/** One person who has done a great deal, and of whom one value changes all the time. */
async function fillBusy(): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz - (g || ' seconds')::interval`;
  await one.db.execute(sql`insert into occurrences (event_id, workspace_id, person_id, name, occurred_at)
    select 'evt_busy' || g, 'wsp_many', 'per_9', 'Thing ' || (g % 7), ${at} from generate_series(1, ${BUSY}::int) g`);
  await one.db.execute(sql`insert into attribute_changes (id, workspace_id, customer_id, key, old, new, changed_at, cause)
    select 'chg_busy' || g, 'wsp_many', 'per_9', 'logins', to_jsonb(g - 1), to_jsonb(g), ${at}, '{"kind":"event","id":"evt_1"}'
    from generate_series(1, ${BUSY}::int) g`);
  await one.db.execute(sql`insert into programme_versions (workspace_id, programme_id, version, definition, published_at, published_by)
    select 'wsp_many', 'prg_' || g, 1, ${JSON.stringify(DEFINITION)}::jsonb, ${now.toISOString()}::timestamptz, 'test' from generate_series(1, 10) g`);
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
  "arrivals by text": 2 * SEARCHED_ARRIVALS + 1_000,
  "how much was refused": MOST_REFUSED_COUNTED + 1,
};

const middle = decodeCursor(encodeCursor({ at: new Date(now.getTime() - 86_400_000), id: "x" }));
const workspace = {
  id: "wsp_many",
  slug: "many",
  name: "Many",
  timezone: "UTC",
  settings: workspaceSettingsSchema.parse({}),
  createdAt: now,
};
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const zone = "Europe/Stockholm";
const of = (filter: PassFilter) => ({ programmeId: "prg_1", filter, zone });
const reads: Record<string, () => Promise<unknown>> = {
  "the jobs": () => listJobs(ctx),
  "a job": () => getJob(ctx, "job-1"),
  "the report of a job": async () =>
    getReport(ctx, await getJob(ctx, "job-1"), { version: null, range: null, zone }),
  "who entered a job": () => listPasses(ctx, of({ show: "entered" }), middle),
  "how many entered a job": () => countPasses(ctx, of({ show: "entered", version: 1 })),
  "who entered a job on a day": () =>
    listPasses(ctx, of({ show: "entered", days: { from: "2026-03-02", to: "2026-03-02" } }), null),
  "who is in a job": () => listPasses(ctx, of({ show: "open" }), middle),
  "who stands before a step": () => listPasses(ctx, of({ show: "open", step: "reminder-1" }), null),
  "who completed a job": () => listPasses(ctx, of({ show: "completed", version: 1 }), middle),
  "who completed a job in a time": () =>
    listPasses(ctx, of({ show: "completed", took: { fromMs: 0, toMs: 86_400_000 } }), null),
  "who exited a job for a reason": () => listPasses(ctx, of({ show: "exited", reason: "deadline" }), middle),
  "who exited a job for a reason that nobody had": () =>
    listPasses(ctx, of({ show: "exited", reason: "merged" }), null),
  "who left a job": () => listLeft(ctx, { programmeId: "prg_1", version: null, zone }),
  "the deliveries": () => listDeliveries(ctx, {}, middle),
  "the deliveries of a job": () => listDeliveries(ctx, { jobSlug: "job-1" }, null),
  "the deliveries of an outcome": () => listDeliveries(ctx, { status: "failed" }, null),
  "the deliveries of a reason": () => listDeliveries(ctx, { reason: "no_email", kind: "message" }, null),
  "the deliveries of one action with one outcome": () =>
    listDeliveries(ctx, { jobSlug: "job-1", actionId: "welcome", status: "skipped" }, null),
  "the deliveries of a person": () => listDeliveries(ctx, { customerId: "per_77" }, null),
  "the deliveries of a job with an outcome that no delivery has": () =>
    listDeliveries(ctx, { jobSlug: "job-1", status: "held" }, null),
  "the deliveries of a job with an outcome that most have": () =>
    listDeliveries(ctx, { jobSlug: "job-1", status: "sent" }, middle),
  "the deliveries of a kind that there are none of": () => listDeliveries(ctx, { kind: "notify" }, null),
  "the deliveries of a kind and an outcome": () =>
    listDeliveries(ctx, { kind: "message", status: "failed" }, middle),
  "the deliveries of a job and a kind": () => listDeliveries(ctx, { jobSlug: "job-1", kind: "notify" }, null),
  "the deliveries of a job and a kind that are many": () =>
    listDeliveries(ctx, { jobSlug: "job-1", kind: "message" }, null),
  "the deliveries of a job and a reason": () =>
    listDeliveries(ctx, { jobSlug: "job-2", reason: "no_email" }, null),
  "the deliveries of one action": () =>
    listDeliveries(ctx, { jobSlug: "job-1", actionId: "reminder-1" }, null),
  "the deliveries of a day": () =>
    listDeliveries(ctx, { from: hoursAgo(48), before: hoursAgo(24), status: "failed" }, null),
  "the deliveries of a person in a job in a week": () =>
    listDeliveries(ctx, { customerId: "per_77", jobSlug: "job-1", from: hoursAgo(168) }, null),
  "a delivery": () => getDelivery(ctx, "dlv_77"),
  "what led to a delivery": () => deliveryChain(ctx, "dlv_77", { workspace, zone: "UTC" }),
  "why a person is in a job, and every action": () =>
    why(ctx, "job", "job-8", { entity: "person", name: "per_77" }),
  "why an attribute is what it is": () =>
    whyAttribute(ctx, { entity: "person", id: "per_9" }, "logins", "UTC"),
  "what an attribute has been": () => listChanges(ctx, "per_9", "logins", middle),
  "an event": () => getEvent(ctx, "evt_77"),
  "the timeline of somebody who does a great deal": () =>
    listTimeline(ctx, { entity: "person", id: "per_9" }, middle),
  "of somebody who does a great deal one event": () =>
    listTimeline(ctx, { entity: "person", id: "per_9" }, null, 40, timelineFilter({ event: "Thing 3" })),
  "of somebody who does a great deal the jobs": () =>
    listTimeline(ctx, { entity: "person", id: "per_9" }, null, 40, timelineFilter({ show: "jobs,messages" })),
  "what somebody who does a great deal has done": () =>
    listEventNames(ctx, { entity: "person", id: "per_9" }),
  "the people of an organisation": () => listMembers(ctx, "org_7", null),
  "whom a name means": () => findWho(ctx, "user77@company.example"),
  people: () => listPeople(ctx, "", middle),
  "people by name": () => listPeople(ctx, "first77", null),
  "people by email": () => listPeople(ctx, "user77@", null),
  "a person": () => getPerson(ctx, "per_77"),
  "a person's timeline": () => listTimeline(ctx, { entity: "person", id: "per_77" }, null),
  "the second page of a timeline": () =>
    listTimeline(
      ctx,
      { entity: "person", id: "per_77" },
      decodeCursor(encodeCursor({ at: now, id: "2mov_1" })),
    ),
  organisations: () => listOrganisations(ctx, "", middle),
  "organisations by name": () => listOrganisations(ctx, "company 77", null),
  "an organisation": () => getOrganisation(ctx, "org_7"),
  "an organisation's timeline": () => listTimeline(ctx, { entity: "organisation", id: "org_7" }, null),
  "what an hour set off": () =>
    listSetOff(ctx, { from: hoursAgo(3), to: hoursAgo(2), waiting: ["dlv_1"], zone: "UTC" }),
  "what waits": () => listWaiting(ctx),
  "what comes next": () => findComing(ctx, "UTC"),
  health: () => getHealth(ctx, "embedded"),
  "how much was refused": () => countRefused(ctx),
  "the revision": () => getPulse(ctx),
  "what the palette finds": () => findPlaces(ctx, "first77"),
  arrivals: () => listArrivals(ctx),
  "earlier arrivals": () => listArrivals(ctx, { before: "evt_50000" }),
  "refused arrivals": () => listArrivals(ctx, { only: "refused" }),
  "arrivals by text": () => listArrivals(ctx, { text: "nobody" }),
};

test.each(Object.keys(reads))("reading %s looks at no big table, nor index, as a whole", async (what) => {
  const before = await reading();
  expect(Object.keys(before.scans)).toHaveLength(BIG.length);
  await reads[what]?.();
  const after = await reading();
  expect(after.scans).toEqual(before.scans);
  expect(after.entries - before.entries).toBeLessThanOrEqual(allowed[what] ?? 1_000);
});
