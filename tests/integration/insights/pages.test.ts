import { expect } from "vitest";
import type { Db } from "@/db/connect";
import { actionKinds } from "@/lib/actions/kinds";
import { shownMessage } from "@/lib/channels/channels";
import type { Context } from "@/lib/context";
import { decodeCursor, type Page } from "@/lib/insights/cursor";
import { getOrganisation } from "@/lib/insights/customers/get-organisation";
import { getPerson } from "@/lib/insights/customers/get-person";
import { listOrganisations } from "@/lib/insights/customers/list-organisations";
import { listPeople } from "@/lib/insights/customers/list-people";
import { listPeopleOf } from "@/lib/insights/customers/list-people-of";
import { chipsOf, chosenDeliveries } from "@/lib/insights/deliveries/delivery-filter";
import { getDelivery } from "@/lib/insights/deliveries/get-delivery";
import { listDeliveries } from "@/lib/insights/deliveries/list-deliveries";
import { narrowedTo, tooNarrow } from "@/lib/insights/deliveries/too-narrow";
import { getHealth } from "@/lib/insights/health/health";
import { getOverview } from "@/lib/insights/programmes/get-overview";
import { listOfKind } from "@/lib/insights/programmes/list-of-kind";
import { nextSteps } from "@/lib/insights/programmes/next-steps";
import { getReport } from "@/lib/insights/report/get-report";
import { listPasses } from "@/lib/insights/report/list-passes";
import { listEventNames, listTimeline } from "@/lib/insights/timeline/list-timeline";
import { timelineFilter, timelineShows } from "@/lib/insights/timeline/timeline-filter";
import { findWho } from "@/lib/insights/why/find-who";
import { test } from "@/tests/support/fixture";
import { testContext } from "../../support/database";
import { fillPages } from "../../support/pages-fixture";

const now = new Date("2026-03-12T09:00:00Z");
let db: Db;
let ctx: Context;
let stranger: Context;
let people: Record<string, string>;

test.beforeAll(async ({ database }) => {
  db = database.db;
  const filled = await fillPages(db, now);
  people = filled.people;
  ctx = { db, workspaceId: filled.workspaceId, actor: { kind: "system" }, now };
  stranger = await testContext(db, { now });
});

const person = (name: string) => people[name] ?? "";

async function everyPage<Row extends { id: string }>(
  read: (after: ReturnType<typeof decodeCursor>) => Promise<Page<Row>>,
) {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await read(decodeCursor(after));
    ids.push(...page.rows.map((row) => row.id));
    after = page.next ?? undefined;
  } while (after);
  return ids;
}

test("the figures of a job add up: whoever entered is in it, completed it or exited", async () => {
  const jobs = await listOfKind(ctx, "job");
  expect(jobs.map((job) => job.status)).toEqual(["live", "live", "paused", "draft", "archived"]);
  for (const { figures } of jobs)
    expect(figures.entered).toBe(figures.open + figures.completed + figures.exited);
  const asked = { version: null, range: null, zone: "UTC" };
  const nudge = await getReport(
    ctx,
    await getOverview(ctx, { kind: "job", slug: "onboarding-nudge" }),
    asked,
  );
  expect(nudge.standing.reduce((sum, { customers }) => sum + customers, 0)).toBe(nudge.figures.open);
  expect(nudge.figures.entered).toBe(61);
});

test("pages of a list hold every row once, in the order of the whole list", async () => {
  const small = await everyPage((after) => listDeliveries(ctx, {}, after, 7));
  const whole = await everyPage((after) => listDeliveries(ctx, {}, after, 1000));
  expect(new Set(small).size).toBe(small.length);
  expect(small).toEqual(whole);
  const seen = await everyPage((after) => listPeople(ctx, "", after, 9));
  expect(new Set(seen).size).toBe(61);
  expect(seen).toHaveLength(61);
});

test("a timeline's pages hold every entry once, and the effect stands above its cause", async () => {
  const who = { entity: "person" as const, id: person("Ada") };
  const whole = await listTimeline(ctx, who, null, 1000);
  const small = await everyPage((after) => listTimeline(ctx, who, after, 2));
  expect(small).toEqual(whole.rows.map((row) => row.id));
  expect(whole.rows.map((row) => row.kind)).toEqual([
    "delivery",
    "delivery",
    "change",
    "move",
    "event",
    "delivery",
    "change",
    "move",
    "event",
  ]);
});

test("what a filter lets through is what the whole list holds of it, whatever is combined", async () => {
  const whole = (await listDeliveries(ctx, {}, null, 1000)).rows;
  const [first] = whole;
  const from = new Date(now.getTime() - 9 * 86_400_000);
  const before = new Date(now.getTime() - 3 * 86_400_000);
  const jobs = [undefined, "onboarding-nudge", "at-risk", "nothing"];
  const kinds = [undefined, ...actionKinds];
  const states = [undefined, "sent", "skipped", "failed"] as const;
  const reasons = [undefined, "no_email"];
  const whom = [undefined, first?.customer.id];
  for (const jobSlug of jobs)
    for (const kind of kinds)
      for (const status of states)
        for (const reason of reasons)
          for (const customerId of whom)
            for (const span of [{}, { from, before }]) {
              const programme = jobSlug ? { kind: "job" as const, slug: jobSlug } : undefined;
              const asked = { programme, kind, status, reason, customerId, ...span };
              const found = await listDeliveries(ctx, asked, null, 1000);
              const expected = whole.filter(
                (row) =>
                  (!jobSlug || row.job.slug === jobSlug) &&
                  (!kind || row.kind === kind) &&
                  (!status || row.status === status) &&
                  (!reason || row.reason === reason) &&
                  (!customerId || row.customer.id === customerId) &&
                  (!("from" in span) || (row.decidedAt >= from && row.decidedAt < before)),
              );
              expect(found.rows.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
            }
});

test("filters that find nothing together say without which of them there would be something", async () => {
  const chosen = chosenDeliveries({ job: "onboarding-nudge", status: "sent", reason: "no_email" });
  const chips = chipsOf(chosen, {});
  const at = { who: null, zone: "UTC" };
  expect((await listDeliveries(ctx, narrowedTo(chosen, { ...at, now }), null)).rows).toEqual([]);
  expect((await tooNarrow(ctx, chosen, chips, at)).map(({ label }) => label)).toEqual(["Outcome", "Reason"]);
  const nobody = chosenDeliveries({ who: "nobody at all" });
  expect((await listDeliveries(ctx, narrowedTo(nobody, { ...at, now }), null)).rows).toEqual([]);
  expect(await findWho(ctx, "ada.lovelace0@northwind.example")).toMatchObject({ id: person("Ada") });
});

test("a narrowed timeline holds what the whole one holds of it, page by page", async () => {
  const who = { entity: "person" as const, id: person("Ada") };
  const { rows: whole } = await listTimeline(ctx, who, null, 1000);
  const kinds = { events: "event", changes: "change", jobs: "move", messages: "delivery" } as const;
  for (const show of timelineShows) {
    const filter = timelineFilter({ show });
    const small = await everyPage((after) => listTimeline(ctx, who, after, 2, filter));
    expect(small).toEqual(whole.filter(({ kind }) => kind === kinds[show]).map(({ id }) => id));
  }
  const named = await listTimeline(
    ctx,
    who,
    null,
    1000,
    timelineFilter({ event: "Signed Up", show: "jobs" }),
  );
  expect(named.rows.map(({ id }) => id)).toEqual(
    whole
      .filter((row) => row.kind === "move" || (row.kind === "event" && row.name === "Signed Up"))
      .map(({ id }) => id),
  );
  expect(await listEventNames(ctx, who)).toEqual(["Project Created", "Signed Up"]);
  expect(await listEventNames(stranger, who)).toEqual([]);
});

test("the people of an organisation come page by page, each once", async () => {
  const [organisation] = (await listOrganisations(ctx, "", null)).rows;
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listPeopleOf>> = await listPeopleOf(
      ctx,
      organisation?.id ?? "",
      after,
      4,
    );
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after);
  expect(new Set(ids).size).toBe(organisation?.people);
  expect(ids).toHaveLength(organisation?.people ?? -1);
  expect((await listPeopleOf(stranger, organisation?.id ?? "", null)).rows).toEqual([]);
});

test("a person is found by the beginning of a name, an email or a user ID, whatever its case", async () => {
  const found = async (search: string) => (await listPeople(ctx, search, null)).rows.map((row) => row.id);
  expect(await found("ada l")).toEqual([person("Ada")]);
  expect(await found("LOVE")).toEqual([person("Ada")]);
  expect(await found("cy.x2")).toEqual([person("Cy")]);
  expect(await found("ada.lovelace0@north")).toEqual([person("Ada")]);
  expect(await found("%")).toEqual([]);
  expect(await found("_da")).toEqual([]);
});

test("a delivery is found by its reason and shows the bytes that were sent", async () => {
  const skipped = await listDeliveries(
    ctx,
    { programme: { kind: "job", slug: "onboarding-nudge" }, reason: "no_email" },
    null,
  );
  expect(skipped.rows.map((row) => row.customer.name)).toEqual(["Nils Nomail"]);
  const [welcome] = (
    await listDeliveries(ctx, { customerId: person("Ada"), kind: "message" }, null)
  ).rows.slice(-1);
  const delivery = await getDelivery(ctx, welcome?.id ?? "");
  expect(delivery.sent && shownMessage(delivery.sent).text.startsWith("Hi Ada,\n\n")).toBe(true);
  expect(delivery.history.map((entry) => entry.what)).toEqual(["decided", "frozen", "sent"]);
});

test("everyone in a job has a next step in words", async () => {
  const { id } = await getOverview(ctx, { kind: "job", slug: "onboarding-nudge" });
  const { rows } = await listPasses(
    ctx,
    { programmeId: id, filter: { show: "open" }, zone: "UTC" },
    null,
    100,
  );
  const steps = await nextSteps(ctx, { programmeId: id, passes: rows, zone: "UTC" });
  const cy = rows.find((pass) => pass.customer.id === person("Cy"));
  expect(steps.get(cy?.id ?? "")?.words).toBe("reminder in 2 days unless “Project Created” happens");
  expect(steps.size).toBe(rows.length);
});

test("another workspace sees none of it", async () => {
  expect(await listOfKind(stranger, "job")).toEqual([]);
  expect((await listPeople(stranger, "", null)).rows).toEqual([]);
  expect((await listPeople(stranger, "ada", null)).rows).toEqual([]);
  expect((await listOrganisations(stranger, "north", null)).rows).toEqual([]);
  expect((await listDeliveries(stranger, {}, null)).rows).toEqual([]);
  expect(
    (await listDeliveries(stranger, { programme: { kind: "job", slug: "onboarding-nudge" } }, null)).rows,
  ).toEqual([]);
  expect((await listTimeline(stranger, { entity: "person", id: person("Ada") }, null)).rows).toEqual([]);
  const [delivery] = (await listDeliveries(ctx, {}, null)).rows;
  const [organisation] = (await listOrganisations(ctx, "", null)).rows;
  const missing = { code: "not_found" };
  await expect(getOverview(stranger, { kind: "job", slug: "onboarding-nudge" })).rejects.toMatchObject(
    missing,
  );
  await expect(getPerson(stranger, person("Ada"))).rejects.toMatchObject(missing);
  await expect(getDelivery(stranger, delivery?.id ?? "")).rejects.toMatchObject(missing);
  await expect(getOrganisation(stranger, organisation?.id ?? "")).rejects.toMatchObject(missing);
});

test("health names the message that has not left and what the sweep had to find", async () => {
  const health = await getHealth(ctx, "embedded");
  expect(health).toMatchObject({
    status: "failing",
    unsentDeliveries: 1,
    failedDeliveries: 1,
    unconfirmedDeliveries: 1,
  });
  expect(health.sweepFinds).toEqual({ overdue_enrolments: 2 });
  expect(await getHealth(stranger, "embedded")).toMatchObject({ status: "ok", sentences: [] });
});
