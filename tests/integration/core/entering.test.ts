import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { all, did, has, identify, isTrue, job, message, nudge, track, update } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());
const at = (ms: number) => new Date(START.getTime() + ms).toISOString();

it("core 6: entry needs an edge: who matched at a go-live from now on enters only after not matching in between", async () => {
  await core.tell([identify("ada", { active: true }), identify("bob", { active: false })]);
  await core.goLive("nudge", nudge({ audience: all(isTrue("active")) }), { mode: "from_now_on" });
  await core.tell([
    identify("ada", { active: true, city: "Oslo" }),
    track("ada", "Clicked"),
    identify("bob", { active: true }),
  ]);
  expect(await core.passes()).toEqual(["bob nudge 1 open"]);
  await core.tell([identify("ada", { active: false })]);
  await core.tell([identify("ada", { active: true })]);
  expect(await core.passes()).toEqual(["ada nudge 1 open", "bob nudge 1 open"]);
});

it("core 6: who never comes back does not, however often the audience starts to match again", async () => {
  await core.goLive("nudge", nudge({ audience: all(isTrue("active")) }));
  await core.tell([identify("ada", { active: true })]);
  await core.after(MINUTE_MS);
  await core.tell([track("ada", "Goal Reached")]);
  for (const active of [false, true, false, true]) await core.tell([identify("ada", { active })]);
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met"]);
});

it("core 6: who may come back after leaving does so when the audience starts to match anew, and passes are numbered", async () => {
  await core.goLive("nudge", nudge({ audience: all(isTrue("active")), reentry: { kind: "after_leaving" } }));
  await core.tell([identify("ada", { active: true })]);
  await core.after(MINUTE_MS);
  await core.tell([track("ada", "Goal Reached")]);
  await core.tell([track("ada", "Clicked"), identify("ada", { active: true, city: "Oslo" })]);
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met"]);
  for (const active of [false, true]) await core.tell([identify("ada", { active })]);
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met", "ada nudge 2 open"]);
  await core.after(MINUTE_MS);
  await core.tell([track("ada", "Goal Reached")]);
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met", "ada nudge 2 goal_met"]);
  expect((await core.ledger()).filter((line) => line === "ada welcome sent").length).toBe(2);
});

it("core 6: who may come back some days after leaving is let in on that minute by time alone, if the audience matches then", async () => {
  await core.goLive(
    "nudge",
    nudge({ audience: all(isTrue("active")), reentry: { kind: "days_after_leaving", days: 60 } }),
  );
  await core.tell([identify("ada", { active: true }), identify("bob", { active: true })]);
  await core.after(MINUTE_MS);
  await core.tell([track("ada", "Goal Reached"), track("bob", "Goal Reached")]);
  await core.after(DAY_MS);
  await core.tell([identify("bob", { active: false })]);
  await core.goTo(at(60 * DAY_MS));
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met", "bob nudge 1 goal_met"]);
  await core.goTo(at(60 * DAY_MS + MINUTE_MS));
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met", "ada nudge 2 open", "bob nudge 1 goal_met"]);
  expect(
    await core.rows(
      sql`select woken_by from enrolment_moves where kind = 'entered' order by moved_at desc limit 1`,
    ),
  ).toEqual([{ woken_by: "alarm" }]);
});

it("core 6: a goal counts what happens after the entry of its own pass, unless it says ever", async () => {
  const goal = all(did("Paid", { op: ">=", times: 2 }));
  const entered = { audience: all(isTrue("active")), reentry: { kind: "after_leaving" } };
  await core.goLive("since", nudge({ ...entered, name: "Since", goal: { filter: goal } }));
  await core.goLive("ever", nudge({ ...entered, name: "Ever", goal: { filter: goal, counts: "ever" } }));
  await core.tell([track("ada", "Paid")]);
  await core.after(MINUTE_MS);
  await core.tell([identify("ada", { active: true })]);
  await core.after(MINUTE_MS);
  await core.tell([track("ada", "Paid")]);
  expect(await core.passes()).toEqual(["ada ever 1 goal_met", "ada since 1 open"]);
  await core.after(MINUTE_MS);
  await core.tell([track("ada", "Paid")]);
  await core.after(MINUTE_MS);
  for (const active of [false, true]) await core.tell([identify("ada", { active })]);
  // In the second pass nothing has been paid yet; whoever has ever paid does not come back.
  expect(await core.passes()).toEqual(["ada ever 1 goal_met", "ada since 1 goal_met", "ada since 2 open"]);
});

it("two jobs that exclude each other do not let the same customer in at the same moment, and the second does after the first", async () => {
  await core.goLive("second", job({ name: "Second", audience: all(has("city")) }));
  const out = (slug: string) => [{ kind: "membership", of: "job", slug, is: "in" }];
  await core.goLive("first", nudge({ name: "First", exclusions: out("second") }));
  await core.goLive(
    "second",
    job({
      name: "Second",
      audience: all(has("plan")),
      exclusions: out("first"),
      goal: { filter: all(did("Never")) },
    }),
  );
  await core.tell([identify("ada", { plan: "pro" })]);
  expect(await core.passes()).toEqual(["ada second 1 open"]);
  await core.after(11 * DAY_MS);
  expect(await core.passes()).toEqual(["ada first 1 open", "ada second 1 deadline"]);
});

it("a customer who stops matching leaves early where the job says so, with its exit actions", async () => {
  await core.goLive("nudge", nudge({ audience: all(isTrue("active")), leaveWhenAudienceStops: true }));
  await core.tell([identify("ada", { active: true })]);
  await core.tell([identify("ada", { active: false })]);
  expect(await core.passes()).toEqual(["ada nudge 1 left_audience"]);
  expect(await core.ledger()).toEqual(["ada welcome sent", "ada mark-failed done"]);
});

it("Trig keeps on every customer where they are, when they last came and left, and when they last entered any job", async () => {
  await core.goLive("nudge", nudge());
  await core.goLive("other", job({ name: "Other", audience: all(has("city")) }));
  await core.tell([identify("ada", { plan: "pro" }), identify("bob", { plan: "pro" })]);
  expect(await core.attributesOf("ada")).toMatchObject({
    currently_member_of_nudge_job: true,
    last_entry_to_nudge_job: at(0),
    last_entry_to_job: at(0),
  });
  await core.after(DAY_MS);
  await core.after(MINUTE_MS);
  await core.tell([track("ada", "Goal Reached"), identify("bob", { city: "Oslo" })]);
  await core.after(10 * DAY_MS);
  const { last_exit_from_nudge_job: none, ...ada } = await core.attributesOf("ada");
  expect(none).toBeUndefined();
  expect(ada).toMatchObject({
    currently_member_of_nudge_job: false,
    last_entry_to_nudge_job: at(0),
    last_completion_of_nudge_job: at(DAY_MS + MINUTE_MS),
  });
  const { last_completion_of_nudge_job: never, ...bob } = await core.attributesOf("bob");
  expect(never).toBeUndefined();
  expect(bob).toMatchObject({
    currently_member_of_nudge_job: false,
    last_exit_from_nudge_job: at(10 * DAY_MS),
    last_entry_to_job: at(DAY_MS + MINUTE_MS),
  });
});

it("days since a date can be asked for in an audience, and time alone lets in on the right moment", async () => {
  await core.goLive(
    "trial",
    job({
      audience: all(has("days_since_signup", { op: ">=", value: 3 })),
      entry: [message("hello"), update("mark", "asked")],
    }),
  );
  await core.tell([identify("ada", { signup_date: at(0) })]);
  await core.goTo(at(3 * DAY_MS - MINUTE_MS));
  expect(await core.passes()).toEqual([]);
  await core.goTo(at(3 * DAY_MS));
  expect(await core.passes()).toEqual(["ada trial 1 open"]);
});

it("a customer is in a job once, whoever asks: what the database refuses no race can bring about", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([identify("ada", { plan: "pro" })]);
  const copy = (id: string, pass: number) =>
    core.rows(sql`
    insert into enrolments select (jsonb_populate_record(e, ${JSON.stringify({ id, pass })}::jsonb)).* from enrolments e`);
  await expect(copy("enr_again", 1)).rejects.toThrow();
  await expect(copy("enr_open", 2)).rejects.toThrow();
  expect((await core.passes()).length).toBe(1);
});
