import { afterEach, beforeEach, expect, it } from "vitest";
import { why } from "@/lib/insights/why/why";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { all, days, did, group, has, identify, job, message, nudge, track } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

/** Something done so long before the job began for everybody here. */
const before = (ms: number, more: Record<string, unknown> = {}) => ({
  timestamp: new Date(START.getTime() - ms).toISOString(),
  ...more,
});
const goal = (who: string, ms: number, more: Record<string, unknown> = {}) =>
  track(who, "Goal Reached", before(ms, more));

it("a goal dated half an hour before the entry and received after it completes, and nobody is told that they have not reached it", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.tell([goal("ada", 30 * MINUTE_MS)]);
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met"]);
  await core.after(6 * DAY_MS);
  expect(await core.ledger()).toEqual(["ada welcome sent", "ada mark-completed done"]);
});

it("what is dated more than a day before the entry, is imported history, or was known at the entry does not complete", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([goal("cy", 30 * MINUTE_MS)]);
  const imported = { context: { trig: { import: true } } };
  await core.tell(["ada", "bo", "cy", "di"].map((who) => identify(who, { plan: "pro" })));
  await core.tell([
    goal("ada", DAY_MS + 1_000),
    goal("bo", 30 * MINUTE_MS, imported),
    track("cy", "Signed In"),
    goal("di", DAY_MS),
  ]);
  expect(await core.passes()).toEqual([
    "ada nudge 1 open",
    "bo nudge 1 open",
    "cy nudge 1 open",
    "di nudge 1 goal_met",
  ]);
});

it("late news is not crowded out by what was known at the entry, and counts together with what comes later", async () => {
  await core.goLive("nudge", nudge({ goal: { filter: all(did("Goal Reached", { op: ">=", times: 2 })) } }));
  await core.tell([1, 2, 3, 4].map((minutes) => goal("ada", minutes * MINUTE_MS)));
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.tell([goal("ada", HOUR_MS)]);
  expect(await core.passes()).toEqual(["ada nudge 1 open"]);
  const [group] = (await why(core.ctx(), "job", "nudge", { entity: "person", name: "ada" })).goal;
  expect(group?.[0]?.saw).toBe(1);
  await core.after(HOUR_MS);
  await core.tell([track("ada", "Goal Reached")]);
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met"]);
});

it("what belongs to an earlier pass does not complete the next one", async () => {
  const again = nudge({
    autoExit: { amount: 2, unit: "hours" },
    reentry: { kind: "after_leaving" },
    steps: [],
  });
  await core.goLive("nudge", again);
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.after(3 * HOUR_MS);
  await core.tell([identify("ada", { plan: null })]);
  await core.tell([identify("ada", { plan: "pro" })]);
  expect(await core.passes()).toEqual(["ada nudge 1 deadline", "ada nudge 2 open"]);
  const at = (hours: number) => ({ timestamp: new Date(START.getTime() + hours * HOUR_MS).toISOString() });
  await core.tell([track("ada", "Goal Reached", at(2))]);
  expect(await core.passes()).toEqual(["ada nudge 1 deadline", "ada nudge 2 open"]);
  await core.tell([track("ada", "Goal Reached", at(2.5))]);
  expect(await core.passes()).toEqual(["ada nudge 1 deadline", "ada nudge 2 goal_met"]);
});

it("what a visitor did counts once we learn who it was, and an organisation's goal is late in the same way", async () => {
  await core.goLive("nudge", nudge());
  await core.goLive(
    "account",
    job({ target: "organisation", audience: all(has("arr")), entry: [message("hello")] }),
  );
  await core.tell([
    { type: "track", anonymousId: "device", event: "Goal Reached", ...before(10 * MINUTE_MS) },
  ]);
  await core.tell([identify("ada", { plan: "pro" }), group("ada", "acme", { arr: 1 })]);
  await core.tell([goal("ada", 20 * MINUTE_MS, { context: { groupId: "acme" } })]);
  expect(await core.passes("account")).toEqual(["acme account 1 goal_met"]);
  await core.tell([identify("bo", { plan: "pro" })]);
  await core.tell([identify("bo", {}, { anonymousId: "device" })]);
  expect(await core.passes("nudge")).toEqual(["ada nudge 1 goal_met", "bo nudge 1 goal_met"]);
});

it("a goal dated before the entry that is received after the exit is told as met late", async () => {
  await core.goLive("nudge", nudge({ autoExit: days(1), steps: [] }));
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.after(2 * DAY_MS);
  await core.tell([goal("ada", HOUR_MS)]);
  expect(await core.passes()).toEqual(["ada nudge 1 deadline"]);
  const told = await why(core.ctx(), "job", "nudge", { entity: "person", name: "ada" });
  expect(told.sentence).toContain("The goal was met late");
});

it("one late event is one, however many jobs count it for their goals", async () => {
  const twice = { goal: { filter: all(did("Goal Reached", { op: ">=", times: 2 })) } };
  for (const slug of ["nudge", "other", "third"]) await core.goLive(slug, nudge(twice));
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.tell([goal("ada", HOUR_MS)]);
  const open = ["nudge", "other", "third"].map((slug) => `ada ${slug} 1 open`);
  expect(await core.passes()).toEqual(open);
});
