import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pause } from "@/lib/lifecycle/pause";
import { resume } from "@/lib/lifecycle/resume";
import { listOpenSeeds } from "@/lib/lifecycle/seeds/list-open-seeds";
import { seedBatch } from "@/lib/pipeline/time/seed-batch";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { identify, message, nudge, track } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());
const at = (ms: number) => new Date(START.getTime() + ms).toISOString();
const moves = () =>
  core
    .rows<{ line: string }>(sql`
  select p.user_id || ' ' || m.kind || ' ' || m.woken_by || ' ' || to_char(m.moved_at at time zone 'UTC', 'MM-DD HH24:MI') as line
  from enrolment_moves m join enrolments e on e.id = m.enrolment_id join people p on p.id = e.customer_id order by 1`)
    .then((rows) => rows.map(({ line }) => line));

it("core 9: while a job is paused nobody enters, nobody leaves, nothing is sent", async () => {
  await core.goLive(
    "nudge",
    nudge({ sendingWindow: { days: [1, 2, 3, 4, 5, 6, 7], from: "12:00", to: "13:00", zone: "workspace" } }),
  );
  await core.tell([identify("ada", { plan: "pro" })]);
  expect(await pause(core.ctx(), "job", "nudge")).toEqual({ held: 1, inFlight: 0 });
  await core.tell([identify("bob", { plan: "pro" })]);
  await core.goTo(at(30 * DAY_MS));
  expect(await core.passes()).toEqual(["ada nudge 1 open"]);
  expect(await core.ledger()).toEqual(["ada welcome paused"]);
});

it("core 9: resuming moves reminders and deadlines by exactly the time that was paused, and the reminder is again woken by its alarm", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.goTo(at(2 * DAY_MS));
  await core.tell([identify("bob", { plan: "pro" })]);
  await core.goTo(at(3 * DAY_MS));
  await pause(core.ctx(), "job", "nudge");
  // Ada's reminder falls due within the pause, Bob's after it.
  await core.goTo(at(6 * DAY_MS + HOUR_MS));
  const { released } = await resume(core.ctx(), "job", "nudge");
  expect(released).toBe(0);
  await core.rest();
  await core.goTo(at(20 * DAY_MS));
  expect(await moves()).toEqual([
    "ada entered news 03-02 09:00",
    "ada exited alarm 03-15 10:00",
    "ada step alarm 03-10 10:00",
    "bob entered news 03-04 09:00",
    "bob exited alarm 03-17 10:00",
    "bob step alarm 03-12 10:00",
  ]);
});

it("core 9: a run that ended because its pass was held is started again by the resume", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.goTo(at(DAY_MS));
  await pause(core.ctx(), "job", "nudge");
  await core.goTo(at(6 * DAY_MS));
  expect(await core.rows(sql`select wake_at from enrolments`)).toEqual([{ wake_at: null }]);
  await core.rows(sql`delete from announcement_outbox`);
  await resume(core.ctx(), "job", "nudge");
  await core.rest();
  const told = await core.rows<{ at: string }>(
    sql`select data ->> 'at' as at from announcement_outbox where name = 'trig/enrolment.entered'`,
  );
  expect(told).toEqual([{ at: at(10 * DAY_MS) }]);
});

it("core 9: a goal reached during the pause is recorded at once, also past the old deadline, and its actions follow at the resume", async () => {
  await core.goLive("nudge", nudge({ completion: [message("well-done")] }));
  await core.tell([identify("ada", { plan: "pro" }), identify("bob", { plan: "pro" })]);
  await core.goTo(at(2 * DAY_MS));
  await pause(core.ctx(), "job", "nudge");
  await core.goTo(at(3 * DAY_MS));
  await core.tell([track("ada", "Goal Reached")]);
  await core.goTo(at(12 * DAY_MS));
  await core.tell([track("bob", "Goal Reached")]);
  expect(await core.rows(sql`select goal_met_at is not null as met, status from enrolments`)).toEqual(
    Array(2).fill({ met: true, status: "open" }),
  );
  expect((await core.ledger()).filter((line) => line.includes("well-done"))).toEqual([]);
  await core.goTo(at(13 * DAY_MS));
  await resume(core.ctx(), "job", "nudge");
  await core.rest();
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met", "bob nudge 1 goal_met"]);
  expect((await core.ledger()).filter((line) => line.includes("well-done")).sort()).toEqual([
    "ada well-done sent",
    "bob well-done sent",
  ]);
});

it("core 9: the resume lets in who began to match during the pause, and not who matched before", async () => {
  await core.tell([identify("old", { plan: "pro" })]);
  await core.goLive("nudge", nudge(), { mode: "from_now_on" });
  await pause(core.ctx(), "job", "nudge");
  await core.tell([identify("new", { plan: "pro" })]);
  const { matchesNow } = await resume(core.ctx(), "job", "nudge");
  expect(matchesNow).toBeGreaterThanOrEqual(1);
  await core.rest();
  expect(await core.passes()).toEqual(["new nudge 1 open"]);
});

it("core 9: a pause in the middle of taking note of who matched lets none of them in afterwards", async () => {
  await core.tell(Array.from({ length: 520 }, (_, n) => identify(`old-${n}`, { plan: "pro" })));
  const { seedId } = await core.publish("nudge", nudge(), { mode: "from_now_on" });
  expect(await seedBatch(core.ctx(), seedId ?? "")).toBe(true);
  await pause(core.ctx(), "job", "nudge");
  expect(await listOpenSeeds(core.ctx())).toEqual([]);
  await core.rest();
  await resume(core.ctx(), "job", "nudge");
  // The walk of the resume overtakes the first one.
  const [resumed] = await core.rows<{ id: string }>(sql`select id from seeds where mode = 'resume'`);
  while (await seedBatch(core.ctx(), resumed?.id ?? ""));
  await core.rest();
  expect(await core.passes()).toEqual([]);
});

it("core 9: pausing and resuming twice is the same as once, and two pauses add up", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([identify("ada", { plan: "pro" })]);
  for (const [from, to] of [
    [1, 2],
    [3, 5],
  ] as const) {
    await core.goTo(at(from * DAY_MS));
    await pause(core.ctx(), "job", "nudge");
    await pause(core.ctx(), "job", "nudge");
    await core.goTo(at(to * DAY_MS));
    await resume(core.ctx(), "job", "nudge");
    expect((await resume(core.ctx(), "job", "nudge")).seedId).toBeNull();
    await core.rest();
  }
  await core.goTo(at(20 * DAY_MS));
  expect(await moves()).toEqual([
    "ada entered news 03-02 09:00",
    "ada exited alarm 03-15 09:00",
    "ada step alarm 03-10 09:00",
  ]);
});
