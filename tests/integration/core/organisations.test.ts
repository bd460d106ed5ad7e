import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { advance } from "@/lib/pipeline/time/advance";
import { DAY_MS, MINUTE_MS } from "@/lib/time";
import { type Core, openCore } from "@/tests/support/core";
import {
  all,
  days,
  did,
  didNot,
  group,
  has,
  identify,
  isTrue,
  job,
  message,
  nudge,
  track,
  update,
} from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

type Json = Record<string, unknown>;
const account = (audience: unknown, more: Json = {}): Json =>
  job({ name: "Account", target: "organisation", audience, ...more });
const people = (quantifier: unknown, ...conditions: Json[]): Json => ({
  kind: "people",
  quantifier,
  all: conditions,
});
const ofOrganisation = (attribute: string, is: Json): Json => ({ ...has(attribute, is), of: "organisation" });
const countsFor = () =>
  core
    .rows<{ line: string }>(sql`
  select oc.name || ' ' || coalesce(o.group_id, '-') as line from occurrences oc left join organisations o on o.id = oc.organisation_id
  order by oc.occurred_at, oc.event_id`)
    .then((rows) => rows.map(({ line }) => line));

it("core 20: an event counts for the organisation it names, else for the person's primary one at that time", async () => {
  await core.tell([identify("ada"), track("ada", "Before")]);
  for (const groupId of ["acme", "beta"]) {
    await core.after(MINUTE_MS);
    await core.tell([group("ada", groupId), track("ada", `At ${groupId}`)]);
  }
  await core.after(MINUTE_MS);
  await core.tell([track("ada", "Named", { context: { groupId: "acme" } }), track("ada", "Later")]);
  // A group call that happened before the latest one does not change where they belong first.
  await core.tell([group("ada", "gamma", {}, { timestamp: "2026-03-02T09:00:30Z" }), track("ada", "Still")]);
  expect(await countsFor()).toEqual([
    "Before -",
    "At acme acme",
    "At beta beta",
    "Named acme",
    "Later beta",
    "Still beta",
  ]);
});

it("core 20: an organisation enters through what its people do, through its traits and through who its people are", async () => {
  await core.goLive("events", account(all(did("Paid", { op: ">=", times: 2 })), { name: "Events" }));
  await core.goLive("traits", account(all(has("arr", { op: ">", value: 100 })), { name: "Traits" }));
  await core.goLive("people", account(all(people({ atLeast: 2 }, has("plan"))), { name: "People" }));
  await core.tell([group("ada", "acme", { arr: 5 }), group("bob", "acme"), track("ada", "Paid")]);
  expect(await core.passes()).toEqual([]);
  await core.tell([track("bob", "Paid")]);
  await core.tell([group("ada", "acme", { arr: 500 })]);
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.tell([identify("bob", { plan: "pro" })]);
  expect(await core.passes()).toEqual(["acme events 1 open", "acme people 1 open", "acme traits 1 open"]);
});

it("core 20: a member who joins later, or turns out to be another one, changes what an organisation's people are", async () => {
  await core.goLive(
    "two",
    account(all(people({ atLeast: 2 }, has("plan"))), { name: "Two", leaveWhenAudienceStops: true }),
  );
  await core.tell([identify("ada", { plan: "pro" }), identify("bob", { plan: "pro" }), group("ada", "acme")]);
  expect(await core.passes()).toEqual([]);
  await core.tell([group("bob", "acme")]);
  expect(await core.passes()).toEqual(["acme two 1 open"]);
  await core.tell([{ type: "alias", userId: "ada", previousId: "bob" }]);
  expect(await core.passes()).toEqual(["acme two 1 left_audience"]);
});

it("core 20: a person's job may read an attribute of their organisation, and is looked at when that changes or when they change over", async () => {
  await core.goLive("big", job({ audience: all(ofOrganisation("arr", { op: ">", value: 100 })) }));
  await core.tell([group("ada", "acme", { arr: 5 }), group("bob", "beta", { arr: 500 }), identify("eve")]);
  expect(await core.passes()).toEqual(["bob big 1 open"]);
  await core.tell([group("eve", "beta")]);
  await core.tell([
    {
      type: "group",
      userId: "eve",
      groupId: "acme",
      traits: { arr: 900 },
      timestamp: "2026-03-01T09:00:00Z",
    },
  ]);
  expect(await core.passes()).toEqual(["bob big 1 open", "eve big 1 open"]);
  await core.after(MINUTE_MS);
  await core.tell([group("eve", "acme", { arr: 900 })]);
  expect(await core.passes()).toEqual(["ada big 1 open", "bob big 1 open", "eve big 1 open"]);
});

it("core 20: what one job writes on an organisation lets in its people, and what is written on people lets in their organisation", async () => {
  await core.goLive("down", account(all(has("arr")), { name: "Down", entry: [update("mark", "at_risk")] }));
  await core.goLive(
    "person",
    job({
      name: "Person",
      audience: all(ofOrganisation("at_risk", { op: "is_true" })),
      entry: [update("mark", "told")],
    }),
  );
  await core.goLive("up", account(all(people("all", isTrue("told"))), { name: "Up" }));
  await core.tell([group("ada", "acme"), group("bob", "acme")]);
  await core.tell([group("ada", "acme", { arr: 5 })]);
  expect(await core.passes()).toEqual([
    "acme down 1 open",
    "ada person 1 open",
    "bob person 1 open",
    "acme up 1 open",
  ]);
});

it("core 20: an organisation nobody of whom has logged in for thirty days enters on the minute, and a login of anybody completes it", async () => {
  await core.goLive(
    "away",
    account(all(has("arr"), didNot("Logged In", { within: days(30) })), {
      goal: { filter: all(did("Logged In")) },
    }),
  );
  await core.tell([group("ada", "acme", { arr: 5 }), group("bob", "acme"), track("ada", "Logged In")]);
  await core.after(10 * DAY_MS);
  await core.tell([track("bob", "Logged In")]);
  await core.goTo("2026-04-11T08:59:00Z");
  expect(await core.passes()).toEqual([]);
  await core.goTo("2026-04-11T09:00:00Z");
  expect(await core.passes()).toEqual(["acme away 1 open"]);
  await core.after(DAY_MS);
  await core.tell([track("ada", "Logged In")]);
  expect(await core.passes()).toEqual(["acme away 1 goal_met"]);
});

it("core 20: a message goes to the primary contact, else to who was there last; or to everyone; or to who matches; one a person", async () => {
  const to = (name: string, recipients: Json) =>
    core.goLive(name, account(all(has("arr")), { name, entry: [message("hello", { recipients })] }));
  await core.tell([
    group("ada", "acme"),
    group("bob", "acme", {}),
    group("eve", "acme"),
    identify("ada"),
    identify("bob", { role: "admin" }),
  ]);
  await core.tell([identify("eve", { email: "BOB@test.test" })]);
  await core.after(10 * MINUTE_MS);
  await core.tell([track("ada", "Seen")]);
  await to("latest", { to: "primary_contact" });
  await to("everyone", { to: "everyone" });
  await to("admins", { to: "people", matching: all(has("role", { op: "is", value: "admin" })) });
  await core.tell([group("ada", "acme", { arr: 5 })]);
  const sent = () =>
    core
      .rows<{ line: string }>(sql`
    select o.group_id || ' ' || g.slug || ' ' || d.recipient || ' ' || d.status as line from deliveries d
    join programmes g on g.id = d.programme_id join organisations o on o.id = d.customer_id order by 1`)
      .then((rows) => rows.map(({ line }) => line));
  expect(await sent()).toEqual([
    "acme admins bob@test.test sent",
    "acme everyone ada@test.test sent",
    "acme everyone bob@test.test sent",
    "acme latest ada@test.test sent",
  ]);
  await core.tell([group("ada", "beta"), group("bob", "beta")]);
  await core.rows(
    sql`update memberships set primary_contact = true from people p where p.id = person_id and p.user_id = 'bob'`,
  );
  await core.tell([group("ada", "beta", { arr: 5 })]);
  expect((await sent()).filter((line) => line.startsWith("beta latest"))).toEqual([
    "beta latest bob@test.test sent",
  ]);
});

it("core 20: an organisation nobody of whom can be written to gets no message, and the ledger says why", async () => {
  await core.goLive("account", account(all(has("arr")), { entry: [message("hello")] }));
  await core.tell([{ type: "group", userId: "ada", groupId: "acme", traits: { arr: 5 } }]);
  expect(await core.ledger()).toEqual(["acme hello no_recipient"]);
});

it("core 20: an organisation's pass is moved by its own alarm like a person's", async () => {
  await core.goLive("account", nudge({ name: "Account", target: "organisation", audience: all(has("arr")) }));
  await core.tell([identify("ada"), group("ada", "acme", { arr: 5 })]);
  const [{ id = "" } = {}] = await core.rows<{ id: string }>(sql`select id from enrolments`);
  await core.goTo("2026-03-07T08:59:00Z");
  expect((await advance(core.ctx(), [id], "alarm")).get(id)).toEqual({
    step: "reminder-1",
    at: new Date("2026-03-07T09:00:00Z"),
  });
  await core.goTo("2026-03-13T09:00:00Z");
  expect(await core.ledger()).toEqual(["acme welcome sent", "acme reminder-1 sent", "acme mark-failed done"]);
  expect(
    await core.rows(
      sql`select attributes ->> 'currently_member_of_account_job' as inside from organisations`,
    ),
  ).toEqual([{ inside: "false" }]);
});
