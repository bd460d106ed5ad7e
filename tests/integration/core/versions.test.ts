import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DAY_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { all, arm, branch, days, has, identify, message, nudge, reminder, track } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());
const at = (ms: number) => new Date(START.getTime() + ms).toISOString();
const reminders = (...names: string[]) => names.map((name) => reminder(name, days(2)));
const places = () =>
  core
    .rows<{ line: string }>(sql`
  select p.user_id || ' v' || e.version || ' ' || coalesce(e.step_id, '-') as line from enrolments e
  join people p on p.id = e.customer_id order by 1`)
    .then((rows) => rows.map(({ line }) => line));
const sentTo = async (who: string) =>
  (await core.ledger(who)).filter((line) => line.endsWith(" sent")).map((line) => line.split(" ")[1]);

it("core 22: who is in finishes on the version they entered with; who enters later gets the new one", async () => {
  await core.goLive("nudge", nudge({ steps: reminders("one", "two") }));
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.goTo(at(DAY_MS));
  await core.goLive("nudge", nudge({ audience: all(has("city")), steps: reminders("one", "three") }));
  await core.tell([identify("bob", { city: "Oslo" }), identify("eve", { plan: "pro" })]);
  await core.goTo(at(9 * DAY_MS));
  expect(await places()).toEqual(["ada v1 -", "bob v2 -"]);
  expect([await sentTo("ada"), await sentTo("bob")]).toEqual([
    ["welcome", "one", "two"],
    ["welcome", "one", "three"],
  ]);
});

it("core 22: an old version that somebody is still in keeps being read: its goal is seen though the new one has another", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.goTo(at(DAY_MS));
  await core.goLive("nudge", nudge({ goal: { filter: all(has("city")) } }));
  await core.tell([identify("ada", { city: "Oslo" })]);
  expect(await core.passes()).toEqual(["ada nudge 1 open"]);
  await core.tell([track("ada", "Goal Reached")]);
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met"]);
});

it("core 22: who is moved to a new version goes on at the same step, else at the next that survives, and never gets a message twice", async () => {
  await core.goLive("nudge", nudge({ steps: reminders("one", "two", "three") }));
  await core.tell([identify("early", { plan: "pro" })]);
  await core.goTo(at(2 * DAY_MS));
  await core.tell([identify("late", { plan: "pro" })]);
  expect(await places()).toEqual(["early v1 two", "late v1 one"]);
  await core.goTo(at(3 * DAY_MS));
  const { moved } = await core.goLive("nudge", nudge({ steps: reminders("one", "three", "four") }), {
    moveOpen: true,
  });
  expect(moved).toBe(2);
  expect(await places()).toEqual(["early v2 three", "late v2 one"]);
  await core.goTo(at(9 * DAY_MS));
  expect(await sentTo("early")).toEqual(["welcome", "one", "three", "four"]);
  expect(await sentTo("late")).toEqual(["welcome", "one", "three", "four"]);
  expect(
    await core.rows(
      sql`select woken_by, count(*) as times from enrolment_moves where kind = 'moved_version' group by 1`,
    ),
  ).toEqual([{ woken_by: "operator", times: 2 }]);
});

it("core 22: who stands in an arm that a new version does not have goes on behind the branch; an arm's id is never used again", async () => {
  const pro = all(has("plan", { op: "is", value: "pro" }));
  const free = arm("free", all(has("plan")), reminders("for-free"));
  const fork = (...arms: Parameters<typeof branch>[1]) => [branch("fork", arms), ...reminders("last")];
  await core.goLive("nudge", nudge({ steps: fork(arm("pro", pro, reminders("for-pro")), free) }));
  await core.tell([identify("ada", { plan: "pro" }), identify("bob", { plan: "free" })]);
  expect(await places()).toEqual(["ada v1 for-pro", "bob v1 for-free"]);
  await core.goTo(at(DAY_MS));
  await core.goLive("nudge", nudge({ steps: fork(free) }), { moveOpen: true });
  expect(await places()).toEqual(["ada v2 last", "bob v2 for-free"]);
  await expect(
    core.publish("nudge", nudge({ steps: fork(free, arm("pro", pro, reminders("another"))) })),
  ).rejects.toThrow("one error");
  await core.goTo(at(9 * DAY_MS));
  expect(await sentTo("ada")).toEqual(["welcome", "last"]);
  expect(await sentTo("bob")).toEqual(["welcome", "for-free", "last"]);
});

it("core 22: the id of a step that was removed is never used again for another", async () => {
  await core.goLive("nudge", nudge({ steps: reminders("one") }));
  await core.goLive("nudge", nudge({ steps: [] }));
  await expect(
    core.publish("nudge", nudge({ steps: [], entry: [message("welcome"), message("one")] })),
  ).rejects.toThrow();
});

it("core 22: an edit does not let in who matched before and was passed over", async () => {
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.goLive("nudge", nudge(), { mode: "from_now_on" });
  await core.goLive("nudge", nudge({ description: "Another text." }));
  expect(await core.passes()).toEqual([]);
  await core.goLive("nudge", nudge({ exclusions: [has("city")] }));
  await core.tell([identify("bob", { plan: "pro" })]);
  expect(await core.passes()).toEqual(["bob nudge 1 open"]);
});
