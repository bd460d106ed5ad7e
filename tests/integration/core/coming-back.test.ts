import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { archive } from "@/lib/lifecycle/archive";
import { openToAll } from "@/lib/lifecycle/open-to-all";
import { pause } from "@/lib/lifecycle/pause";
import { resume } from "@/lib/lifecycle/resume";
import { listUnsettled } from "@/lib/pipeline/news/claim-news";
import { DAY_MS, MINUTE_MS } from "@/lib/time";
import { type Core, openCore } from "@/tests/support/core";
import { all, did, group, has, identify, isTrue, job, nudge, track } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());
const returning = (more = {}) =>
  nudge({ audience: all(isTrue("active")), reentry: { kind: "after_leaving" }, ...more });

it("who completed while a job was open to the first only does not enter again when it is opened to all", async () => {
  await core.tell([identify("ada", { active: true })]);
  await core.goLive("nudge", returning(), { mode: "first", first: 1 });
  await core.tell([identify("bob", { active: true })]);
  await core.after(MINUTE_MS);
  await core.tell([track("ada", "Goal Reached")]);
  const { matchesNow } = await openToAll(core.ctx(), "job", "nudge");
  await core.rest();
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met", "bob nudge 1 open"]);
  expect(matchesNow).toBe(1);
});

it("whom news let in before the walk of the go-live came to them, and who has left by then, is not let in by the walk", async () => {
  await core.tell([identify("ada", { active: false })]);
  await core.publish("nudge", returning());
  await core.say([identify("ada", { active: true, city: "Oslo" })]);
  await core.settle();
  expect(await core.passes()).toEqual(["ada nudge 1 open"]);
  core.clock.now = new Date(core.clock.now.getTime() + MINUTE_MS);
  await core.say([track("ada", "Goal Reached")]);
  await core.settle();
  await core.rest();
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met"]);
});

it("allowing to come back does not let everybody in again who has left: their audience has to stop matching first", async () => {
  await core.goLive("nudge", returning({ reentry: { kind: "never" } }));
  await core.tell([identify("ada", { active: true }), identify("bob", { active: true })]);
  await core.after(MINUTE_MS);
  await core.tell([track("ada", "Goal Reached"), track("bob", "Goal Reached")]);
  await core.tell([identify("bob", { active: false })]);
  const { matchesNow } = await core.goLive("nudge", returning());
  expect(matchesNow).toBe(0);
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met", "bob nudge 1 goal_met"]);
  await core.tell([identify("ada", { active: false }), identify("bob", { active: true })]);
  await core.tell([identify("ada", { active: true })]);
  expect(await core.passes()).toEqual([
    "ada nudge 1 goal_met",
    "ada nudge 2 open",
    "bob nudge 1 goal_met",
    "bob nudge 2 open",
  ]);
});

it("a resume and a new version say how many will enter, not how many match", async () => {
  await core.tell([identify("old", { plan: "pro" })]);
  await core.goLive("nudge", nudge(), { mode: "from_now_on" });
  expect((await core.goLive("nudge", nudge({ description: "Edited." }))).matchesNow).toBe(0);
  await pause(core.ctx(), "job", "nudge");
  await core.tell([identify("new", { plan: "pro" })]);
  expect((await resume(core.ctx(), "job", "nudge")).matchesNow).toBe(1);
  await core.rest();
  expect(await core.passes()).toEqual(["new nudge 1 open"]);
});

it("a goal met late is judged by the version that the pass was in, not by a later one with another goal", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.after(5 * DAY_MS);
  await core.tell([identify("bob", { plan: "pro" })]);
  await core.after(6 * DAY_MS);
  await core.goLive("nudge", nudge({ goal: { filter: all(did("Paid")) } }));
  const late = () =>
    core
      .rows<{ who: string }>(sql`
        select p.user_id as who from enrolments e join people p on p.id = e.customer_id where goal_met_late_at is not null`)
      .then((rows) => rows.map(({ who }) => who));
  await core.tell([track("ada", "Paid")]);
  expect(await late()).toEqual([]);
  await core.tell([track("ada", "Goal Reached")]);
  expect(await late()).toEqual(["ada"]);
});

it("a goal that an organisation's member met before the deadline completes, though the deadline is looked at before it is applied", async () => {
  await core.goLive("nudge", nudge({ target: "organisation" }));
  await core.tell([identify("ada"), group("ada", "acme", { plan: "pro" }), identify("eve")]);
  expect(await core.passes()).toEqual(["acme nudge 1 open"]);
  const found = await core.rows<{ id: string }>(sql`select id from organisations`);
  await core.say([track("ada", "Goal Reached")]);
  expect([...(await listUnsettled(core.ctx(), [found[0]?.id ?? ""]))]).toEqual([found[0]?.id]);
  await core.settle();
  await core.say([track("eve", "Clicked", { context: { groupId: "acme" } })]);
  expect([...(await listUnsettled(core.ctx(), [found[0]?.id ?? ""]))]).toEqual([found[0]?.id]);
  await core.settle();
  await core.say([track("eve", "Clicked")]);
  expect([...(await listUnsettled(core.ctx(), [found[0]?.id ?? ""]))]).toEqual([]);
});

it("an exit that is only a merge or an archive is no exit that a condition speaks of", async () => {
  const left = (slug: string) => all({ kind: "membership", of: "job", slug, is: "has_exited" });
  await core.goLive("nudge", nudge());
  await core.goLive(
    "first",
    job({ name: "First", audience: all(has("plan")), autoExit: { amount: 1, unit: "days" } }),
  );
  await core.goLive("after-nudge", job({ name: "After nudge", audience: left("nudge") }));
  await core.goLive("after-first", job({ name: "After first", audience: left("first") }));
  await core.tell([identify("ada", { plan: "pro" }), identify("bob", { plan: "pro" })]);
  await core.tell([{ type: "alias", userId: "ada", previousId: "bob" }]);
  await core.after(2 * DAY_MS);
  await archive(core.ctx(), "job", "nudge");
  await core.rest();
  expect(await core.passes("after-nudge")).toEqual([]);
  expect(await core.passes("after-first")).toEqual(["ada after-first 1 open"]);
  expect((await core.goLive("again", job({ name: "Again", audience: left("nudge") }))).matchesNow).toBe(0);
});
