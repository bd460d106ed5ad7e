import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listOrganisations } from "@/lib/insights/customers/list-organisations";
import { listPeople } from "@/lib/insights/customers/list-people";
import { getHealth } from "@/lib/insights/health/health";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { sweep } from "@/lib/pipeline/time/sweep";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";
import { type Core, openCore } from "@/tests/support/core";
import { all, days, has, identify, job, message, nudge, track, wait } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const everybody = ["ada", "bob", "eve", "tom", "zoe"];
const others = everybody.filter((id) => id !== "eve");
const open = (ids: readonly string[]) => ids.map((id) => `${id} nudge 1 open`);
/** From now on the database refuses every enrolment of Eve, new or moved, for a reason that lies in the data. */
async function refuseEve() {
  await core.rows(sql`
    create function refuse() returns trigger language plpgsql as $$ begin
      if exists (select from identities where person_id = new.customer_id and value = 'eve') then raise exception 'nobody like that' using errcode = '23514'; end if;
      return new; end $$`);
  await core.rows(
    sql`create trigger refuse before insert or update of status, step_id on enrolments for each row execute function refuse()`,
  );
}
const relent = () => core.rows(sql`drop trigger refuse on enrolments`);
const aside = () =>
  core
    .rows<{ kind: string }>(sql`select kind from set_aside order by 1`)
    .then((rows) => rows.map(({ kind }) => kind));
const sweepLater = async () => {
  core.clock.now = new Date(core.clock.now.getTime() + HOUR_MS);
  await sweep(core.ctx());
  await core.rest();
};

it("an event that cannot be applied whatever the reason holds up nobody, shows in health, and goes through once it can", async () => {
  await core.goLive("nudge", nudge());
  await refuseEve();
  await core.tell(everybody.map((id) => identify(id, { plan: "pro" })));
  expect(await core.passes()).toEqual(open(others));
  expect(await aside()).toEqual(["event"]);
  await core.after(10 * MINUTE_MS);
  const health = await getHealth(core.ctx(), "embedded");
  expect(health).toMatchObject({ status: "warning", setAside: 1, setAsideBecause: "nobody like that" });
  expect(health.sentences).toEqual([
    "1 event or customer could not be processed and was set aside 10 min ago; it is tried again every hour. Last said: nobody like that",
  ]);
  await sweepLater();
  expect(await aside()).toEqual(["event"]);
  await relent();
  await sweep(core.ctx());
  expect(await aside()).toEqual(["event"]);
  await sweepLater();
  expect(await core.passes()).toEqual(open(everybody));
  expect(await aside()).toEqual([]);
  expect((await getHealth(core.ctx(), "embedded")).sentences).toEqual([]);
});

it("who cannot be looked at holds up nobody else in the walk of a go-live, and enters later", async () => {
  await core.tell(everybody.map((id) => identify(id, { plan: "pro" })));
  await refuseEve();
  await core.goLive("nudge", nudge());
  expect(await core.passes()).toEqual(open(others));
  expect(await core.rows(sql`select looked, finished_at is not null as finished from seeds`)).toEqual([
    { looked: 5, finished: true },
  ]);
  await relent();
  await sweepLater();
  expect(await core.passes()).toEqual(open(everybody));
});

it("who cannot be looked at while a go-live only takes note of who matches is not let in by the next try", async () => {
  await core.tell(everybody.map((id) => identify(id, { plan: "pro" })));
  await core.rows(sql`
    create function refuse() returns trigger language plpgsql as $$ begin
      if exists (select from identities where person_id = new.customer_id and value = 'eve') then raise exception 'no' using errcode = '23514'; end if;
      return new; end $$`);
  await core.rows(sql`create trigger refuse before insert on watches for each row execute function refuse()`);
  await core.goLive("nudge", nudge(), { mode: "from_now_on" });
  expect(await aside()).toEqual(["person"]);
  await core.rows(sql`drop trigger refuse on watches`);
  await sweepLater();
  expect(await core.passes()).toEqual([]);
  expect(await core.rows(sql`select count(*) as noted from watches where matched`)).toEqual([{ noted: 5 }]);
});

it("who cannot be moved holds up nobody else's reminder and deadline, and is not asked for without a pause", async () => {
  await core.goLive("nudge", nudge());
  await core.tell(everybody.map((id) => identify(id, { plan: "pro" })));
  await refuseEve();
  await core.after(5 * DAY_MS);
  expect((await core.ledger()).filter((line) => line.endsWith("reminder-1 sent")).length).toBe(4);
  const [eve] = await core.rows<{ wake: string }>(sql`
    select e.wake_at as wake from enrolments e join people p on p.id = e.customer_id where p.user_id = 'eve'`);
  expect(new Date(eve?.wake ?? 0).getTime()).toBeGreaterThan(core.clock.now.getTime());
  await relent();
  await core.after(HOUR_MS);
  await sweepLater();
  expect((await core.ledger()).filter((line) => line.endsWith("reminder-1 sent")).length).toBe(5);
  expect(await aside()).toEqual([]);
});

it("who cannot be looked at when marked or when time alone changes the verdict holds up nobody else", async () => {
  await core.goLive(
    "nudge",
    nudge({
      audience: all(has("days_since_signup", { op: ">=", value: 3 })),
      steps: [wait("wait", days(1)), message("second")],
    }),
  );
  await core.tell(everybody.map((id) => identify(id, { signup_date: core.clock.now.toISOString() })));
  await refuseEve();
  await core.after(3 * DAY_MS);
  expect(await core.passes()).toEqual(open(others));
  expect(await aside()).toEqual(["person"]);
  const { workspaceId } = core.ctx();
  await core.rows(sql`
    insert into customer_marks select ${workspaceId}, 'person', id, now(), true from people`);
  await core.settle();
  expect(await core.rows(sql`select from customer_marks`)).toEqual([]);
  await relent();
  await sweepLater();
  expect(await core.passes()).toEqual(open(everybody));
});

it("a message leaves though an event of its recipient cannot be applied", async () => {
  await core.goLive("nudge", nudge());
  await core.say([identify("ada", { plan: "pro" }), identify("eve", { plan: "pro" })]);
  await core.settle();
  await refuseEve();
  core.clock.now = new Date(core.clock.now.getTime() + MINUTE_MS);
  await core.say([track("ada", "Goal Reached"), track("eve", "Goal Reached")]);
  await core.deliverAll();
  expect(await core.ledger()).toEqual([
    "ada welcome goal_met",
    "eve welcome sent",
    "ada mark-completed done",
  ]);
  expect(await aside()).toEqual(["event"]);
});

it("when not even the jobs of a workspace can be read, nobody's events pay for it", async () => {
  await core.goLive("nudge", nudge());
  await core.say(everybody.map((id) => identify(id, { plan: "pro" })));
  await core.rows(sql`update workspaces set settings = '{"sendingWindow": 7}'`);
  await expect(applyNews(core.ctx())).rejects.toThrow();
  expect(await aside()).toEqual([]);
  await core.rows(sql`update workspaces set settings = '{}'`);
  await core.rest();
  expect(await core.passes()).toEqual(open(everybody));
});

it("a name may be long or no name at all, and is still found by how it begins", async () => {
  const names = Array.from({ length: 200 }, () => randomBytes(30).toString("base64"));
  const odd = { given: names };
  await core.tell([
    identify("ada", { name: odd, last_name: odd, first_name: "Ada" }),
    { type: "group", userId: "ada", groupId: "acme", traits: { name: odd } },
    identify("bob", { name: "Bob Marley", last_name: "Marley" }),
    { type: "group", userId: "bob", groupId: "beta", traits: { name: "Beta Ltd" } },
  ]);
  expect(await core.rows(sql`select count(*) as people from people`)).toEqual([{ people: 2 }]);
  expect(await aside()).toEqual([]);
  expect((await listPeople(core.ctx(), "marl", null)).rows.map(({ userId }) => userId)).toEqual(["bob"]);
  expect((await listPeople(core.ctx(), "bob m", null)).rows.map(({ userId }) => userId)).toEqual(["bob"]);
  expect((await listOrganisations(core.ctx(), "beta l", null)).rows.map(({ groupId }) => groupId)).toEqual([
    "beta",
  ]);
  await core.goLive("again", job({ audience: all(has("name")) }));
  // A name is text: what is none counts as no value.
  expect(await core.passes()).toEqual(["bob again 1 open"]);
});
