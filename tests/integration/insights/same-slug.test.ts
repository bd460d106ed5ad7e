import { sql } from "drizzle-orm";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SentenceParts } from "@/components/clock/sentence-parts";
import { TimelineItem } from "@/components/people/timeline-item";
import { listSetOff } from "@/lib/insights/clock/set-off";
import { getPerson } from "@/lib/insights/customers/get-person";
import { getDelivery } from "@/lib/insights/deliveries/get-delivery";
import { listDeliveries } from "@/lib/insights/deliveries/list-deliveries";
import { findPlaces } from "@/lib/insights/find-places";
import { listActivity } from "@/lib/insights/list-activity";
import { getOverview } from "@/lib/insights/programmes/get-overview";
import { listTimeline } from "@/lib/insights/timeline/list-timeline";
import { programmesToAsk } from "@/lib/insights/why/programmes-to-ask";
import { why } from "@/lib/insights/why/why";
import { pause } from "@/lib/lifecycle/pause";
import { type ProgrammeKind, programmeKinds } from "@/lib/programme-kinds";
import { HOUR_MS } from "@/lib/time";
import { type Core, openCore } from "@/tests/support/core";
import { identify, message, nudge } from "@/tests/support/jobs";

const SLUG = "welcome";
const nameOf = (kind: ProgrammeKind) => `Welcome, the ${kind}`;
const named = (kind: ProgrammeKind) => ({ kind, slug: SLUG, name: nameOf(kind) });
const JOB_LINK = 'href="/acme/jobs/welcome"';

let core: Core;
let ada: string;
beforeAll(async () => {
  core = await openCore();
  for (const kind of programmeKinds) await core.goLive(SLUG, definitionOf(kind), { mode: "everyone" }, kind);
  await core.tell([identify("ada", { firstName: "Ada", plan: "team" })]);
  const [row] = await core.rows<{ id: string }>(sql`select id from people where user_id = 'ada'`);
  ada = row?.id ?? "";
});
afterAll(() => core.close());

/** What is a job's own is left to the defaults of the other kinds. */
function definitionOf(kind: ProgrammeKind) {
  return {
    ...nudge({ name: nameOf(kind), entry: [message(`${kind}-hello`)], completion: [], exit: [] }),
    kind,
  };
}
const links = (html: string) => html.match(/href="\/acme\/(jobs|behaviours|stages)[^"]*"/g) ?? [];

test("each delivery says of which kind its programme is", async () => {
  const { rows } = await listDeliveries(core.ctx(), {}, null);
  expect(rows.map(({ headline, job }) => [headline, job]).sort()).toEqual(
    programmeKinds.map((kind) => [`About ${kind}-hello`, named(kind)]).sort(),
  );
  for (const row of rows) expect((await getDelivery(core.ctx(), row.id)).job).toEqual(row.job);
});

test("the deliveries of a job are not those of a behaviour of the same slug", async () => {
  for (const kind of programmeKinds) {
    const { rows } = await listDeliveries(core.ctx(), { programme: { kind, slug: SLUG } }, null);
    expect(rows.map(({ job }) => job)).toEqual([named(kind)]);
    expect(await getOverview(core.ctx(), { kind, slug: SLUG })).toMatchObject(named(kind));
  }
});

test("the timeline names all three, and leads to the job alone", async () => {
  const { rows } = await listTimeline(core.ctx(), { entity: "person", id: ada }, null);
  const customer = { entity: "person", id: ada } as const;
  const html = rows
    .map((item) =>
      renderToStaticMarkup(createElement(TimelineItem, { workspace: "acme", customer, item, zone: "UTC" })),
    )
    .join("");
  for (const kind of programmeKinds) expect(html).toContain(nameOf(kind));
  expect(new Set(links(html))).toEqual(new Set([JOB_LINK]));
});

test("the clock names all three, and leads to the job alone", async () => {
  const from = new Date(core.clock.now.getTime() - HOUR_MS);
  const span = { from, to: core.clock.now, waiting: [], zone: "UTC" };
  const { happenings } = await listSetOff(core.ctx(), span);
  const html = happenings
    .map(({ parts }) =>
      renderToStaticMarkup(createElement(SentenceParts, { workspace: "acme", parts, onFollow: () => {} })),
    )
    .join("");
  for (const kind of programmeKinds) expect(html).toContain(nameOf(kind));
  expect(links(html)).toEqual([JOB_LINK]);
});

test("a profile lists what has a screen, and why is offered for that", async () => {
  const { passes } = await getPerson(core.ctx(), ada);
  expect(passes.map(({ job }) => job)).toEqual([named("job")]);
  expect(await programmesToAsk(core.ctx(), "person")).toEqual([named("job")]);
});

test("why answers about the kind that was asked for", async () => {
  for (const kind of programmeKinds) {
    const answer = await why(core.ctx(), kind, SLUG, { entity: "person", name: "ada" });
    expect(answer.job).toMatchObject(named(kind));
    expect(answer.actions.map(({ actionId }) => actionId)).toContain(`${kind}-hello`);
  }
});

test("the palette finds what has a screen", async () => {
  expect((await findPlaces(core.ctx(), "welcome")).jobs).toEqual([named("job")]);
});

test("the activity says of which kind a programme is that somebody changed", async () => {
  await pause(core.ctx(), "behaviour", SLUG);
  const { rows } = await listActivity(core.ctx(), null);
  expect(rows[0]).toMatchObject({
    what: "programme.paused",
    subject: { name: nameOf("behaviour") },
    programme: { kind: "behaviour", slug: SLUG },
  });
  const kinds = rows.map(({ programme }) => programme?.kind);
  expect(new Set(kinds)).toEqual(new Set(programmeKinds));
});

test("what was recorded before entries said the kind leads to the only programme of its slug", async () => {
  await core.goLive("alone", nudge(), { mode: "everyone" });
  await core.db.execute(sql`update audit_log set detail = detail - 'kind'`);
  const { rows } = await listActivity(core.ctx(), null);
  const about = (slug: string) => rows.filter(({ subject }) => subject.id === slug);
  expect(about("alone").map(({ programme }) => programme)).toContainEqual({ kind: "job", slug: "alone" });
  expect(about("alone").every(({ programme }) => programme?.kind === "job")).toBe(true);
  expect(about(SLUG).length).toBeGreaterThan(2);
  expect(about(SLUG).every(({ programme }) => programme === null)).toBe(true);
});
