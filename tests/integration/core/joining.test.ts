import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { DAY_MS, MINUTE_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { all, did, has, identify, job, message, nudge, track } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());
const at = (ms: number) => new Date(START.getTime() + ms).toISOString();
type Call = Record<string, unknown>;
const visit = (anonymousId: string, event: string, more: Call = {}): Call => ({
  type: "track",
  anonymousId,
  event,
  ...more,
});
const byEmail = (email: string, traits: Call = {}, more: Call = {}): Call => ({
  type: "identify",
  anonymousId: `device of ${email}`,
  traits: { email, ...traits },
  ...more,
});
const alias = (userId: string, previousId: string): Call => ({ type: "alias", userId, previousId });
const people = () =>
  core
    .rows<{ line: string }>(sql`
    select coalesce(user_id, '-') || ' ' || coalesce(email, '-') as line from people where merged_into is null order by 1`)
    .then((rows) => rows.map(({ line }) => line));

it("core 19: an anonymous visitor is no person and enters nothing; once identified, what the visitor did counts", async () => {
  await core.goLive("priced", job({ audience: all(did("Pricing Viewed", { op: ">=", times: 2 })) }));
  await core.tell([visit("device", "Pricing Viewed"), visit("device", "Pricing Viewed")]);
  expect(await people()).toEqual([]);
  await core.tell([identify("ada", {}, { anonymousId: "device" })]);
  expect(await people()).toEqual(["ada ada@test.test"]);
  expect(await core.passes()).toEqual(["ada priced 1 open"]);
});

it("core 19: a visitor who is identified in the same batch, or while another process keeps the visit, loses no event", async () => {
  await core.tell([
    visit("device", "Seen"),
    identify("ada", {}, { anonymousId: "device" }),
    visit("device", "Seen"),
  ]);
  for (let round = 0; round < 15; round++) {
    const [left, right] = [core.party(), core.party()];
    await core.say([
      visit(`device-${round}`, "Seen"),
      identify(`user-${round}`, {}, { anonymousId: `device-${round}` }),
    ]);
    await Promise.all([applyNews(left, 1), applyNews(right, 1)]);
  }
  await core.settle();
  expect(await core.rows(sql`select from visitor_events`)).toEqual([]);
  expect(await core.rows(sql`select count(*) as events from occurrences`)).toEqual([{ events: 17 }]);
});

it("core 19: who was known by an email only is the user who later comes with it, and so is the visitor of the user's device", async () => {
  await core.tell([byEmail("ada@test.test", { plan: "pro" })]);
  await core.tell([visit("phone", "Seen")]);
  await core.tell([identify("ada", { city: "Oslo" }, { anonymousId: "phone" })]);
  expect(await people()).toEqual(["ada ada@test.test"]);
  expect(await core.attributesOf("ada")).toMatchObject({ plan: "pro", city: "Oslo" });
  await core.tell([{ type: "track", anonymousId: "device of ada@test.test", event: "Seen" }]);
  expect(
    await core.rows(sql`select count(distinct person_id) as people, count(*) as events from occurrences`),
  ).toEqual([{ people: 1, events: 2 }]);
});

it("core 19: two different user IDs are two people, though they share an email or a device; an alias makes them one", async () => {
  await core.tell([
    identify("ada", { email: "team@test.test" }, { anonymousId: "device" }),
    identify("bob", { email: "team@test.test" }, { anonymousId: "device" }),
  ]);
  expect(await people()).toEqual(["ada team@test.test", "bob team@test.test"]);
  await core.tell([alias("ada", "bob")]);
  expect(await people()).toEqual(["ada team@test.test"]);
  await core.tell([track("bob", "Seen"), track("ada", "Seen")]);
  expect(await core.rows(sql`select count(distinct person_id) as people from occurrences`)).toEqual([
    { people: 1 },
  ]);
});

it("core 19: a key used in browsers can neither alias nor change the email of a known person, not even by joining", async () => {
  await core.tell([identify("ada")]);
  await expect(core.tell([alias("eve", "ada")], "browser")).rejects.toThrow();
  await core.tell([identify("ada", { email: "eve@evil.test" })], "browser");
  await core.after(MINUTE_MS);
  await core.tell([byEmail("eve@evil.test", { city: "Oslo" }, { anonymousId: "trap" })], "browser");
  await core.tell([track("ada", "Seen", { anonymousId: "trap" })], "browser");
  expect(await people()).toContain("ada ada@test.test");
  expect(await core.attributesOf("ada")).toMatchObject({ email: "ada@test.test" });
});

it("core 19: of two passes the older stays, the other ends without actions, and what either has sent is not sent again", async () => {
  await core.goLive("nudge", nudge({ exit: [message("farewell")] }));
  await core.tell([byEmail("ada@home.test", { plan: "pro" })]);
  await core.goTo(at(DAY_MS));
  await core.tell([identify("ada", { plan: "pro", email: "ada@work.test" })]);
  await core.goTo(at(2 * DAY_MS));
  await core.tell([identify("ada", { email: "ada@home.test" })]);
  expect(await people()).toEqual(["ada ada@home.test"]);
  expect(await core.passes()).toEqual(["ada nudge 1 merged", "ada nudge 2 open"]);
  await core.goTo(at(10 * DAY_MS + MINUTE_MS));
  // The older pass began on the first day: its reminder comes on the sixth, its deadline on the eleventh.
  expect(await core.passes()).toEqual(["ada nudge 1 merged", "ada nudge 2 deadline"]);
  const sent = await core.rows(sql`
    select action_id, recipient, to_char(sent_at at time zone 'UTC', 'MM-DD') as on from deliveries where status = 'sent' order by sent_at`);
  expect(sent).toEqual([
    { action_id: "welcome", recipient: "ada@home.test", on: "03-02" },
    { action_id: "welcome", recipient: "ada@work.test", on: "03-03" },
    { action_id: "reminder-1", recipient: "ada@home.test", on: "03-07" },
    { action_id: "farewell", recipient: "ada@home.test", on: "03-12" },
  ]);
});

it("core 19: a welcome that one of the two has sent counts for the other, whose own was still waiting, and its reminder follows", async () => {
  const afternoons = { days: [1, 2, 3, 4, 5, 6, 7], from: "12:00", to: "13:00", zone: "person" };
  await core.goLive("nudge", nudge({ sendingWindow: afternoons }));
  // The older pass waits for its window, in a zone where it opens late; the younger is sent first.
  await core.tell([byEmail("ada@home.test", { plan: "pro", timezone: "America/Los_Angeles" })]);
  await core.after(MINUTE_MS);
  await core.tell([identify("ada", { plan: "pro", email: "ada@work.test", timezone: "UTC" })]);
  await core.goTo(at(4 * 60 * MINUTE_MS));
  await core.tell([identify("ada", { email: "ada@home.test" })]);
  await core.goTo(at(9 * DAY_MS));
  expect(await core.passes()).toEqual(["ada nudge 1 merged", "ada nudge 2 open"]);
  expect((await core.ledger()).filter((line) => line.endsWith(" sent"))).toEqual([
    "ada welcome sent",
    "ada reminder-1 sent",
  ]);
});

it("core 19: a joined customer whose older pass ends may come back by the rules of re-entry", async () => {
  await core.goLive(
    "nudge",
    nudge({ audience: all(has("plan", { op: "is", value: "pro" })), reentry: { kind: "after_leaving" } }),
  );
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.after(MINUTE_MS);
  await core.tell([identify("bob", { plan: "pro" })]);
  await core.after(MINUTE_MS);
  await core.tell([alias("ada", "bob")]);
  await core.tell([identify("ada", { plan: "pro", city: "Oslo" }), track("ada", "Goal Reached")]);
  expect(await core.passes()).toEqual(["ada nudge 1 merged", "ada nudge 2 goal_met"]);
  for (const plan of ["free", "pro"]) await core.tell([identify("ada", { plan })]);
  expect(await core.passes()).toEqual(["ada nudge 1 merged", "ada nudge 2 goal_met", "ada nudge 3 open"]);
});

it("core 19: of joined people the newer value of each attribute stays, and where they belong comes over", async () => {
  await core.tell([
    identify("ada", { plan: "old", city: "Oslo" }),
    { type: "group", userId: "ada", groupId: "acme", traits: {} },
  ]);
  await core.after(MINUTE_MS);
  await core.tell([
    identify("bob", { plan: "new", seats: 3 }),
    { type: "group", userId: "bob", groupId: "beta", traits: {} },
  ]);
  await core.tell([alias("ada", "bob")]);
  expect(await core.attributesOf("ada")).toMatchObject({
    plan: "new",
    city: "Oslo",
    seats: 3,
    email: "ada@test.test",
  });
  expect(
    await core.rows(sql`
    select o.group_id as primary, (select count(*) from memberships m where m.person_id = p.id) as all
    from people p join organisations o on o.id = p.primary_organisation_id where p.merged_into is null`),
  ).toEqual([{ primary: "beta", all: 2 }]);
});

it("core 19: joins that cross each other, and what happens meanwhile, end with one person and no error", async () => {
  for (let round = 0; round < 8; round++) {
    const parties = Array.from({ length: 4 }, () => core.party());
    const [a, b, c] = ["a", "b", "c"].map((letter) => `${letter}-${round}`);
    await core.tell([a, b, c].map((id = "") => identify(id, { plan: "pro" })));
    await core.say([
      alias(a ?? "", b ?? ""),
      alias(b ?? "", c ?? ""),
      alias(c ?? "", a ?? ""),
      track(a ?? "", "Seen"),
      track(b ?? "", "Seen"),
      track(c ?? "", "Seen"),
    ]);
    await Promise.all(
      parties.map(async (as) => {
        while ((await applyNews(as, 1)) > 0);
      }),
    );
    await core.settle();
  }
  expect((await people()).length).toBe(8);
  expect(
    await core.rows(
      sql`select person_id, count(*) as events from occurrences group by 1 having count(*) <> 3`,
    ),
  ).toEqual([]);
  expect(
    await core.rows(
      sql`select from identities i join people p on p.id = i.person_id where p.merged_into is not null`,
    ),
  ).toEqual([]);
});

it("what is no address is not taken for one, and the address that is known stays", async () => {
  await core.tell([identify("ada", { email: " Ada@Acme.test " }), identify("bob", { email: "n/a" })]);
  await core.after(MINUTE_MS);
  await core.tell([identify("ada", { email: "none" })]);
  expect(await people()).toEqual(["ada ada@acme.test", "bob -"]);
});
