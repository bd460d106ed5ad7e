import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listArrivals } from "@/lib/insights/arrivals/list-arrivals";
import { getEvent } from "@/lib/insights/catalogue/get-event";
import { listPeople } from "@/lib/insights/customers/list-people";
import { findWho } from "@/lib/insights/why/find-who";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { HOUR_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { message, nudge } from "@/tests/support/jobs";
import { statementsOf } from "@/tests/support/plans";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

type Call = Record<string, unknown>;
const BOX = "box@x.test";
const hoursAgo = (hours: number) => ({
  timestamp: new Date(START.getTime() - hours * HOUR_MS).toISOString(),
});
const is = (userId: string, email: string | null, hours: number, traits: Call = {}): Call => ({
  type: "identify",
  userId,
  traits: { email, first_name: userId, ...traits },
  ...hoursAgo(hours),
});
/** A call that knows nobody but an address. */
const only = (email: string, traits: Call, hours = 0): Call => ({
  type: "identify",
  traits: { email, ...traits },
  ...hoursAgo(hours),
});
/** One after the other, each applied before the next. */
const tell = async (calls: Call[], trust: "server" | "browser" = "server") => {
  for (const call of calls) await core.tell([call], trust);
};
const people = () =>
  core
    .rows<{ line: string }>(sql`
    select coalesce(user_id, '-') || ' ' || coalesce(email, '-') || coalesce(' ' || (attributes->>'plan'), '') as line
    from people where merged_into is null order by 1`)
    .then((rows) => rows.map(({ line }) => line));
const whoHas = async (name: string) => (await findWho(core.ctx(), name))?.name ?? null;

const moved = [is("olga", BOX, 9), is("olga", "olga@x.test", 8), is("nils", BOX, 7)];

it("an address is whose it is now: a call with it alone is about the one who took it over, whether it comes alone or in one batch", async () => {
  await tell([...moved, only(BOX, { plan: "trial" })]);
  expect(await people()).toEqual(["nils box@x.test trial", "olga olga@x.test"]);
  await core.tell([
    is("ida", "post@x.test", 6),
    is("ida", "ida@x.test", 5),
    is("kim", "post@x.test", 4),
    only("post@x.test", { plan: "pro" }),
  ]);
  expect(await people()).toEqual([
    "ida ida@x.test",
    "kim post@x.test pro",
    "nils box@x.test trial",
    "olga olga@x.test",
  ]);
});

it("everything that reads by address means whoever has it now: Why and the API, search, and what has arrived", async () => {
  await tell([...moved, only(BOX, { plan: "trial" })]);
  expect(await whoHas(" Box@X.test ")).toBe("nils");
  const found = (await listPeople(core.ctx(), "box@", null)).rows.map(({ name }) => name);
  expect(found).toEqual(["nils"]);
  const { arrivals } = await listArrivals(core.ctx(), { text: BOX });
  const [latest] = arrivals;
  expect(latest?.kind).toBe("accepted");
  const event = await getEvent(core.ctx(), latest?.id ?? "");
  expect(event.customers.map(({ name }) => name)).toEqual(["nils"]);
});

it("an address that nobody has now finds who had it last, and does not become theirs again by that", async () => {
  await tell([
    is("olga", BOX, 9),
    is("olga", "olga@x.test", 6),
    is("nils", BOX, 5),
    is("nils", "n@x.test", 3),
  ]);
  await tell([only(BOX, { plan: "trial" }), { type: "track", event: "Opened", properties: { email: BOX } }]);
  expect(await people()).toEqual(["nils n@x.test trial", "olga olga@x.test"]);
  expect(await whoHas(BOX)).toBe("nils");
  expect((await listPeople(core.ctx(), BOX, null)).rows.map(({ name }) => name)).toContain("nils");
  expect(
    await core.rows(
      sql`select name from occurrences o join people p on p.id = o.person_id and p.user_id = 'nils'`,
    ),
  ).toEqual([{ name: "Opened" }]);
});

it("of several who have one address it is the one's who has had it longest by event time, also when that is heard last", async () => {
  await tell([is("late", BOX, 2), is("early", BOX, 4), only(BOX, { plan: "trial" })]);
  expect(await people()).toEqual(["early box@x.test trial", "late box@x.test"]);
  // Said again at an earlier moment, the first has had it longer; who went away and came back has not.
  await tell([is("late", BOX, 5), only(BOX, { plan: "pro" })]);
  expect(await people()).toEqual(["early box@x.test trial", "late box@x.test pro"]);
  await tell([is("late", "late@x.test", 1.5), is("late", BOX, 1), only(BOX, { plan: "team" })]);
  expect(await people()).toEqual(["early box@x.test team", "late box@x.test pro"]);
});

it("who has none any more has released it, and older news does not give it back", async () => {
  await tell([is("olga", BOX, 9), is("olga", null, 6), is("olga", BOX, 7), only(BOX, { plan: "trial" })]);
  expect(await people()).toEqual(["olga - trial"]);
  await tell([is("nils", BOX, 5), only(BOX, { plan: "pro" })]);
  expect(await people()).toEqual(["nils box@x.test pro", "olga - trial"]);
});

it("a browser's key neither takes an address from somebody nor gives a known person another one", async () => {
  await tell([is("olga", BOX, 9)]);
  await tell([is("olga", "eve@x.test", 8), is("olga", null, 7), is("eve", BOX, 6)], "browser");
  await tell([only(BOX, { plan: "trial" }), only("eve@x.test", { plan: "free" })]);
  expect(await people()).toEqual(["- eve@x.test free", "eve box@x.test", "olga box@x.test trial"]);
});

it("when two are joined, whoever has an address keeps it, and the other's leads to them unless somebody has it now", async () => {
  await tell([
    is("ada", "ada@x.test", 9),
    is("bob", BOX, 8),
    { type: "alias", userId: "ada", previousId: "bob", ...hoursAgo(7) },
  ]);
  await tell([only(BOX, { plan: "trial" })]);
  expect(await people()).toEqual(["ada ada@x.test trial"]);
  await tell([is("nils", BOX, 6), only(BOX, { plan: "pro" })]);
  expect(await people()).toEqual(["ada ada@x.test trial", "nils box@x.test pro"]);
});

it("a mail is written to the one whose address it is: nobody is greeted by the name of who had it before", async () => {
  await core.goLive("nudge", nudge({ entry: [message("welcome", { body: "Hi {first_name}\n" })] }));
  await tell([...moved, only(BOX, { plan: "trial" })]);
  const sent = await core.rows(sql`
    select recipient, request->'payload'->>'text' as text from deliveries where status = 'sent'`);
  expect(sent).toEqual([{ recipient: BOX, text: "Hi nils\n" }]);
});

it("addresses that move while two processes apply news end as they would in turn: each is of one who has it", async () => {
  const [left, right] = [core.party(), core.party()];
  for (let round = 0; round < 12; round++) {
    const box = `box-${round}@x.test`;
    await core.tell([is(`o${round}`, box, 9), is(`n${round}`, `n${round}@x.test`, 9)]);
    await core.say([
      is(`o${round}`, `o${round}@x.test`, 8),
      is(`n${round}`, box, 7),
      only(box, { plan: "trial" }),
    ]);
    await Promise.all(
      [left, right].map(async (as) => {
        while ((await applyNews(as, 1)) > 0);
      }),
    );
  }
  await core.settle();
  const owners = await core.rows(sql`
    select count(*) as people, count(*) filter (where email like 'box-%') as boxes,
      count(*) filter (where attributes ? 'plan') as trials from people where merged_into is null`);
  expect(owners).toEqual([{ people: 24, boxes: 12, trials: 12 }]);
});

it("one reader of addresses: however a call spells the name of the email, and whatever surrounds it, it is the same person", async () => {
  await core.goLive("nudge", nudge());
  await tell([
    { type: "identify", userId: "nora", traits: { Email: " Nora@X.test", plan: "trial" } },
    only("nora@x.test", { plan: "trial" }),
    { type: "track", event: "Opened", properties: { EMAIL: "nora@x.test" } },
    { type: "track", event: "Opened", context: { traits: { Email: "NORA@x.test" } } },
  ]);
  expect(await people()).toEqual(["nora nora@x.test trial"]);
  expect(await core.rows(sql`select count(*) as opened from occurrences`)).toEqual([{ opened: 2 }]);
  expect(await core.ledger()).toEqual(["nora welcome sent"]);
});

it("an address under any spelling is enough to know somebody by: with a device, or alone", async () => {
  await tell([
    { type: "identify", anonymousId: "d1", traits: { Email: "ed@x.test" } },
    { type: "identify", traits: { $email: "eva@x.test" } },
    { type: "track", anonymousId: "d1", event: "Opened" },
  ]);
  expect(await people()).toEqual(["- ed@x.test", "- eva@x.test"]);
  expect(await core.rows(sql`select count(*) as opened from occurrences`)).toEqual([{ opened: 1 }]);
});

it("an email that is no address is not taken over, and why is remembered", async () => {
  await tell([is("ada", "ada@x.test", 9), is("ada", "none", 8), is("bob", "n/a", 7)]);
  expect(await people()).toEqual(["ada ada@x.test", "bob -"]);
  expect(await core.rows(sql`select value, reason from ignored_values order by at`)).toEqual([
    { value: "none", reason: "no_address" },
    { value: "n/a", reason: "no_address" },
  ]);
});

it("an address that many people have costs no more questions when one of them gives it up", async () => {
  const crowd = Array.from({ length: 40 }, (_, at) => is(`p${at}`, BOX, 40 - at));
  await core.tell([is("olga", BOX, 50), ...crowd]);
  await core.say([is("olga", "olga@x.test", 0), only(BOX, { plan: "trial" })]);
  const asked = await statementsOf(core.url, (db) => applyNews({ ...core.ctx(), db }));
  expect(asked.filter((text) => text.includes("as w(value)")).length).toBeLessThanOrEqual(2);
  expect(await people()).toContain("p0 box@x.test trial");
});
