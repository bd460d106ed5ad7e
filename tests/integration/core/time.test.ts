import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { updateWorkspace } from "@/lib/lifecycle/update-workspace";
import { applyNews, applyNewsOf } from "@/lib/pipeline/news/apply-news";
import { advance } from "@/lib/pipeline/time/advance";
import { lookAtDue } from "@/lib/pipeline/time/look-at-due";
import { lookAtMarked } from "@/lib/pipeline/time/look-at-marked";
import { seedBatch } from "@/lib/pipeline/time/seed-batch";
import { sweep } from "@/lib/pipeline/time/sweep";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import {
  all,
  days,
  did,
  didNot,
  group,
  has,
  identify,
  job,
  message,
  nudge,
  reminder,
  track,
  update,
  wait,
} from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const at = (ms: number) => new Date(START.getTime() + ms).toISOString();
const enrolmentIds = async () =>
  (await core.rows<{ id: string }>(sql`select id from enrolments`)).map(({ id }) => id);
const reached = (who: string, ms: number) => track(who, "Goal Reached", { timestamp: at(ms) });

it.each(["alarm", "sweep", "news", "mark", "walk", "look"])(
  "core 3: a goal that was reached before the deadline and is still pending completes the pass, though %s comes first",
  async (first) => {
    await core.goLive("nudge", nudge());
    await core.tell([identify("ada", { plan: "pro" })]);
    const [{ id = "", enrolment = "" } = {}] = await core.rows<{ id: string; enrolment: string }>(sql`
      select p.id, e.id as enrolment from people p join enrolments e on e.customer_id = p.id`);
    core.clock.now = new Date(at(10 * DAY_MS + HOUR_MS));
    // Something older is in front of it, so that a batch of one does not reach the goal.
    await core.say([track("ada", "Seen"), reached("ada", 9 * DAY_MS)]);
    const { workspaceId } = core.ctx();
    if (first === "alarm") await advance(core.ctx(), [enrolment], "alarm");
    if (first === "sweep") await sweep(core.ctx());
    if (first === "news") await applyNews(core.ctx(), 1);
    if (first === "mark") {
      await core.rows(sql`insert into customer_marks values (${workspaceId}, 'person', ${id}, now(), true)`);
      await lookAtMarked(core.ctx());
    }
    if (first === "walk") {
      const { seedId } = await core.publish("nudge", nudge({ description: "Again." }));
      await seedBatch(core.ctx(), seedId ?? "");
    }
    if (first === "look") {
      await core.goLive(
        "away",
        job({ name: "Away", audience: all(has("plan"), didNot("Logged In", { within: days(1) })) }),
        { mode: "from_now_on" },
      );
      await core.rows(sql`update watches set due_at = now() - interval '1 year'`);
      await lookAtDue(core.ctx());
    }
    await core.settle();
    expect(await core.passes("nudge")).toEqual(["ada nudge 1 goal_met"]);
  },
);

it("core 3: what happened to any of an organisation's people is applied before its deadline is", async () => {
  await core.goLive("account", job({ target: "organisation", audience: all(has("arr")), entry: [] }));
  await core.tell([identify("ada"), identify("bob"), group("ada", "acme", { arr: 5 }), group("bob", "acme")]);
  core.clock.now = new Date(at(10 * DAY_MS + HOUR_MS));
  await core.say([reached("bob", 9 * DAY_MS)]);
  await advance(core.ctx(), await enrolmentIds(), "alarm");
  expect(await core.passes()).toEqual(["acme account 1 goal_met"]);
});

it("core 3: a goal that is pending when the reminder is sent makes the reminder unnecessary, for people and for organisations", async () => {
  await core.goLive("nudge", nudge());
  await core.goLive("account", nudge({ name: "Account", target: "organisation", audience: all(has("arr")) }));
  await core.tell([identify("ada", { plan: "pro" }), identify("bob"), group("bob", "acme", { arr: 5 })]);
  core.clock.now = new Date(at(5 * DAY_MS));
  await advance(core.ctx(), await enrolmentIds(), "alarm");
  await core.say([reached("ada", 4 * DAY_MS), reached("bob", 4 * DAY_MS)]);
  await core.deliverAll();
  expect(await core.ledger("ada")).toEqual([
    "ada welcome sent",
    "ada reminder-1 goal_met",
    "ada mark-completed done",
  ]);
  expect(await core.ledger("acme")).toEqual([
    "acme welcome sent",
    "acme reminder-1 goal_met",
    "acme mark-completed done",
  ]);
});

it("core 7: a moment to look again is never later than the truth: thirty days without a login is found on its minute", async () => {
  await core.goLive("away", job({ audience: all(has("plan"), didNot("Logged In", { within: days(30) })) }));
  await core.tell([identify("ada", { plan: "pro" }), track("ada", "Logged In")]);
  await core.after(10 * DAY_MS);
  await core.tell([track("ada", "Logged In")]);
  await core.goTo(at(40 * DAY_MS - MINUTE_MS));
  expect(await core.passes()).toEqual([]);
  await core.goTo(at(40 * DAY_MS));
  expect(await core.passes()).toEqual(["ada away 1 open"]);
});

it("core 7: a login a minute rewrites neither a look to come nor a pass", async () => {
  const away = all(has("plan"), didNot("Logged In", { within: days(30) }));
  await core.goLive("away", job({ audience: away }));
  await core.goLive(
    "stay",
    job({
      name: "Stay",
      audience: all(has("plan")),
      goal: { filter: all(did("Logged In", { op: ">=", times: 1000 })) },
    }),
  );
  await core.tell([identify("ada", { plan: "pro" }), track("ada", "Logged In")]);
  const versions = () =>
    core.rows(sql`
    select 'watch' as what, xmin::text, ctid::text from watches union all select 'pass', xmin::text, ctid::text from enrolments order by 1`);
  const before = await versions();
  expect(before.length).toBe(2);
  for (let minute = 1; minute <= 30; minute++) {
    core.clock.now = new Date(at(minute * MINUTE_MS));
    await core.tell([track("ada", "Logged In")]);
  }
  expect(await versions()).toEqual(before);
});

it("core 8: a goal dated before the deadline completes though it arrives after it; one that arrives after the exit is only recorded as late", async () => {
  await core.goLive("nudge", nudge());
  await core.tell(["ada", "bob", "eve"].map((who) => identify(who, { plan: "pro" })));
  core.clock.now = new Date(at(11 * DAY_MS));
  // Nobody has looked since: the exit is due and not recorded.
  await core.tell([reached("ada", 10 * DAY_MS - 1000), reached("eve", 10 * DAY_MS + 1000)]);
  await core.ring();
  expect(await core.passes()).toEqual([
    "ada nudge 1 goal_met",
    "bob nudge 1 deadline",
    "eve nudge 1 deadline",
  ]);
  await core.tell([reached("bob", 9 * DAY_MS)]);
  expect(await core.passes()).toContain("bob nudge 1 deadline");
  expect(
    await core.rows(sql`
    select p.user_id as who, goal_met_late_at is not null as late from enrolments join people p on p.id = customer_id order by 1`),
  ).toEqual([
    { who: "ada", late: false },
    { who: "bob", late: true },
    { who: "eve", late: true },
  ]);
  expect(await core.ledger("bob")).not.toContain("bob mark-completed done");
});

it("core 8: where a reminder and the deadline are both past, the customer only leaves", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([identify("ada", { plan: "pro" })]);
  core.clock.now = new Date(at(20 * DAY_MS));
  await core.ring();
  expect(await core.ledger("ada")).toEqual(["ada welcome sent", "ada mark-failed done"]);
});

it("core 8: an older identify call never overwrites a newer value, and what is dated in the future counts as of its receipt", async () => {
  await core.tell([identify("ada", { plan: "new", city: "Oslo" })]);
  core.clock.now = new Date(at(HOUR_MS));
  await core.tell([
    identify("ada", { plan: "old", city: null }, { timestamp: at(-HOUR_MS) }),
    identify("ada", { seats: 1 }, { timestamp: at(10 * DAY_MS) }),
  ]);
  expect(await core.attributesOf("ada")).toMatchObject({ plan: "new", city: "Oslo", seats: 1 });
  core.clock.now = new Date(at(2 * HOUR_MS));
  await core.tell([identify("ada", { seats: 2 })]);
  expect(await core.attributesOf("ada")).toMatchObject({ seats: 2 });
});

it("core 8: an import brings profiles and history up to date and lets nobody in, neither people nor their organisations, not even later", async () => {
  await core.goLive("nudge", nudge());
  await core.goLive("account", nudge({ name: "Account", target: "organisation", audience: all(has("arr")) }));
  await core.goLive("busy", job({ name: "Busy", target: "organisation", audience: all(did("Clicked")) }));
  const imported = { context: { trig: { import: true } } };
  await core.tell([
    identify("ada", { plan: "pro" }, imported),
    group("ada", "acme", { arr: 5 }, imported),
    track("ada", "Clicked", { ...imported, timestamp: at(-DAY_MS) }),
  ]);
  expect(await core.attributesOf("ada")).toMatchObject({ plan: "pro" });
  await core.tell([track("ada", "Seen"), identify("ada", { city: "Oslo" })]);
  expect(await core.passes()).toEqual([]);
  await core.tell([
    identify("bob", { plan: "pro" }),
    group("bob", "beta", { arr: 7 }),
    track("bob", "Clicked"),
  ]);
  expect(await core.passes()).toEqual(["beta account 1 open", "beta busy 1 open", "bob nudge 1 open"]);
});

it("core 10: every move says what woke it", async () => {
  await core.goLive(
    "nudge",
    nudge({ autoExit: days(20), steps: [reminder("reminder-1", days(5)), reminder("reminder-2", days(5))] }),
  );
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.goTo(at(5 * DAY_MS));
  core.clock.now = new Date(at(10 * DAY_MS + MINUTE_MS));
  await sweep(core.ctx());
  await core.tell([track("ada", "Goal Reached")]);
  expect(await core.rows(sql`select kind, woken_by from enrolment_moves order by moved_at`)).toEqual([
    { kind: "entered", woken_by: "news" },
    { kind: "step", woken_by: "alarm" },
    { kind: "step", woken_by: "sweep" },
    { kind: "completed", woken_by: "news" },
  ]);
});

it("core 11: delays in days keep the local time when clocks go forward and back, in the gap and in the overlap as well", async () => {
  const cases = [
    // Stockholm, 29 March 2026: 02:00 becomes 03:00. 25 October: 03:00 becomes 02:00.
    ["2026-03-27T09:00:00+01:00", "2026-03-30T09:00:00+02:00"],
    ["2026-10-23T09:00:00+02:00", "2026-10-26T09:00:00+01:00"],
    ["2026-03-26T02:30:00+01:00", "2026-03-29T03:00:00+02:00"],
    ["2026-10-22T02:30:00+02:00", "2026-10-25T02:30:00+02:00"],
  ] as const;
  await updateWorkspace(core.ctx(), { timezone: "Europe/Stockholm" });
  core.clock.now = new Date("2026-03-20T00:00:00Z");
  const welcome = { entry: [message("welcome")], autoExit: days(9) };
  await core.goLive("nudge", nudge({ ...welcome, steps: [reminder("reminder-1", days(3))] }));
  for (const [n, [from]] of cases.toSorted().entries()) {
    await core.goTo(from);
    await core.tell([identify(`user-${n}`, { plan: "pro" })]);
  }
  await core.goTo("2026-11-10T00:00:00Z");
  const found = await core.rows<{ at: string }>(sql`
    select detail ->> 'dueAt' as at from enrolment_moves m where kind = 'step' order by m.moved_at`);
  expect(found.map((row) => new Date(row.at).getTime())).toEqual(
    cases.toSorted().map(([, to]) => new Date(to).getTime()),
  );
});

it("core 16: a reminder runs from the send of the message before it: what a sending window delays, it delays", async () => {
  // Mondays and Tuesdays from 12:00: the welcome leaves three hours after entry.
  const sendingWindow = { days: [1, 2, 6, 7], from: "12:00", to: "13:00", zone: "workspace" };
  await core.goLive("nudge", nudge({ sendingWindow }));
  await core.tell([identify("ada", { plan: "pro" })]);
  expect(await core.ledger()).toEqual(["ada welcome waiting"]);
  await core.goTo(at(9 * DAY_MS));
  const sent = await core.rows<{ action_id: string; at: string }>(sql`
    select action_id, to_char(sent_at at time zone 'UTC', 'MM-DD HH24:MI') as at from deliveries order by sent_at`);
  expect(sent.map((row) => `${row.action_id} ${row.at}`)).toEqual([
    "welcome 03-02 12:00",
    "reminder-1 03-07 12:00",
  ]);
});

it("core 16: a reminder goes only if the message before it went", async () => {
  await core.goLive(
    "nudge",
    nudge({ steps: [reminder("reminder-1", days(5)), reminder("reminder-2", days(2))] }),
  );
  await core.tell([{ type: "identify", userId: "ada", traits: { plan: "pro" } }]);
  await core.after(9 * DAY_MS);
  expect(await core.ledger()).toEqual([
    "ada welcome no_email",
    "ada reminder-1 previous_not_sent",
    "ada reminder-2 previous_not_sent",
  ]);
});

it("a wait counts from the moment the customer came to stand before it, also when the alarm was late", async () => {
  await core.goLive(
    "slow",
    job({
      audience: all(has("plan")),
      autoExit: days(30),
      steps: [wait("a", days(2)), wait("b", days(2)), update("mark", "waited")],
    }),
  );
  await core.tell([identify("ada", { plan: "pro" })]);
  core.clock.now = new Date(at(3 * DAY_MS));
  await core.ring();
  await core.goTo(at(4 * DAY_MS));
  expect(await core.attributesOf("ada")).toMatchObject({ waited: true });
});

it("what is asked for nobody changes nothing", async () => {
  expect(await applyNewsOf(core.ctx(), [])).toBe(0);
  expect(await advance(core.ctx(), ["enr_unknown"], "alarm")).toEqual(new Map());
  expect(await seedBatch(core.ctx(), "sed_unknown")).toBe(false);
});
