import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/time";
import { type Core, openCore } from "@/tests/support/core";
import { all, has, identify, isTrue, job, nudge, track } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());
const alias = (userId: string, previousId: string) => ({ type: "alias", userId, previousId });
const returning = nudge({ audience: all(isTrue("active")), reentry: { kind: "after_leaving" } });
/** Puts the welcome of somebody into the hands of a sender, as far as it has come. */
const inHand = (who: string, status: string, more: ReturnType<typeof sql>) =>
  core.rows(sql`
    update deliveries set status = ${status}, sent_at = null, request = null, lease_token = 'mine', lease_until = clock_timestamp() + interval '1 minute', ${more}
    where customer_id = (select id from people where user_id = ${who})`);
/** Ada is in, then Bob, who turns out to be Ada; her welcome has not left, and what became of his is said by `more`. */
async function joinedWhile(status: string, more: ReturnType<typeof sql>) {
  await core.goLive("nudge", nudge());
  await core.say([identify("ada", { plan: "pro" })]);
  await core.settle();
  core.clock.now = new Date(core.clock.now.getTime() + MINUTE_MS);
  await core.say([identify("bob", { plan: "pro" })]);
  await core.settle();
  await inHand("bob", status, more);
  await core.say([alias("ada", "bob")]);
  await core.settle();
  await core.deliverAll();
  return core
    .rows<{ line: string }>(sql`
      select e.pass || ' ' || d.status || ' ' || coalesce(d.reason, '-') as line from deliveries d join enrolments e on e.id = d.enrolment_id order by 1`)
    .then((rows) => rows.map(({ line }) => line));
}

it("who left a job as somebody else does not enter it again by turning out to be one person", async () => {
  await core.goLive("nudge", returning);
  await core.tell([identify("bob", { active: true })]);
  await core.after(MINUTE_MS);
  await core.tell([track("bob", "Goal Reached")]);
  await core.after(MINUTE_MS);
  await core.tell([identify("ada", { active: false })]);
  await core.after(MINUTE_MS);
  // The newer value is Bob's: the joined person still matches.
  await core.tell([identify("bob", { active: true, city: "Oslo" })]);
  await core.tell([alias("ada", "bob"), identify("ada", { active: true })]);
  expect(await core.passes()).toEqual(["ada nudge 1 goal_met"]);
});

it("a message that a sender holds and has not tried is no message that was sent: the pass that stays sends its own", async () => {
  expect(await joinedWhile("sending", sql`first_attempt_at = null`)).toEqual([
    "1 skipped merged_duplicate",
    "2 sent -",
  ]);
});

const went = sql`first_attempt_at = clock_timestamp()`;
const rests = sql`${went}, next_attempt_at = clock_timestamp() + interval '1 hour'`;
it.each([
  ["sending", went],
  ["waiting", rests],
  ["held", rests],
])(
  "a message that was tried and is %s may have gone: it counts as sent for the pass that stays",
  async (status, more) => {
    expect(await joinedWhile(status, more)).toEqual([`1 ${status} -`, "2 skipped merged_duplicate"]);
  },
);

it("what an anonymous visitor said of themselves, and where they belong, is theirs once they are identified", async () => {
  await core.goLive("city", job({ name: "City", audience: all(has("city")) }));
  await core.goLive(
    "company",
    job({ name: "Company", audience: all(has("seats", { op: ">", value: 3 })), target: "organisation" }),
  );
  await core.tell([
    { type: "identify", anonymousId: "device", traits: { city: "Oslo", plan: "free" } },
    { type: "group", anonymousId: "device", groupId: "acme", traits: { seats: 5 } },
  ]);
  expect(await core.passes()).toEqual(["acme company 1 open"]);
  await core.after(MINUTE_MS);
  await core.tell([identify("ada", { plan: "pro" }, { anonymousId: "device" })]);
  expect(await core.attributesOf("ada")).toMatchObject({ city: "Oslo", plan: "pro" });
  expect(await core.passes()).toEqual(["ada city 1 open", "acme company 1 open"]);
  expect(
    await core.rows(sql`
      select o.group_id as primary, (select count(*) from memberships m where m.person_id = p.id) as all
      from people p join organisations o on o.id = p.primary_organisation_id`),
  ).toEqual([{ primary: "acme", all: 1 }]);
  expect(await core.rows(sql`select from visitor_events union all select from pending_events`)).toEqual([]);
});
