import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bounds } from "@/lib/events/bounds";
import { newId } from "@/lib/ids";
import { whyAttribute } from "@/lib/insights/why/why-attribute";
import { applyNews } from "@/lib/pipeline/news/apply-news";
import { type Core, openCore } from "@/tests/support/core";
import { all, group, has, identify, job, message, nudge } from "@/tests/support/jobs";
import { statementsOf } from "@/tests/support/plans";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const named = (count: number, of: (at: number) => string, value: unknown = "x") =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [of(at), value]));
const applying = () => statementsOf(core.url, (db) => applyNews({ ...core.ctx(), db }));
const refused = () =>
  core.rows<{ field: string; sentence: string }>(
    sql`select field, sentence from rejected_events order by id`,
  );
const countOf = async (table: string) =>
  Number((await core.rows(sql`select count(*) as n from ${sql.identifier(table)}`))[0]?.n);

it("traits in other scripts are kept, each under a name of its own, and messages and conditions read them", async () => {
  const foreign = has("größe", { op: ">", value: 4 });
  await core.goLive(
    "greet",
    job({ audience: all(foreign), entry: [message("hi", { body: "{имя} {名前} {телефон_2}" })] }),
  );
  await core.tell([
    identify("u", { 名前: "x", имя: "y", "Телефон 2": "555", "Адрес 2": "street", größe: 5 }),
  ]);
  expect(await core.attributesOf("u")).toMatchObject({
    名前: "x",
    имя: "y",
    телефон_2: "555",
    адрес_2: "street",
    größe: 5,
  });
  const [mail] = await core.rows<{ text: string }>(
    sql`select request -> 'payload' ->> 'text' as text from deliveries`,
  );
  expect(mail).toBeDefined();
  expect(JSON.stringify(await core.rows(sql`select * from deliveries`))).toContain("y x 555");
});

it("names alike in their first 80 characters are two attributes, and so are a digit first and an x before it", async () => {
  const long = "q".repeat(80);
  await core.tell([identify("u", { [`${long} one`]: 1, [`${long} two`]: 2, "2fa": true, x_2fa: false })]);
  expect(await core.attributesOf("u")).toMatchObject({
    [`${long}_one`]: 1,
    [`${long}_two`]: 2,
    "2fa": true,
    x_2fa: false,
  });
});

it("a key made when letters were left out keeps every spelling that led to it", async () => {
  await core.db.execute(sql`
    insert into attributes (id, workspace_id, entity, key, aliases, type, kind, owner, source, last_seen_at)
    values (${newId("att")}, ${core.ctx().workspaceId}, 'person', 'gro_e', array['größe'], 'number', 'ingested', 'source', 'key_test', now()),
      (${newId("att")}, ${core.ctx().workspaceId}, 'person', 'x_2', array['Телефон 2'], 'text', 'ingested', 'source', 'key_test', now()),
      (${newId("att")}, ${core.ctx().workspaceId}, 'person', ${"q".repeat(80)}, array[${"q".repeat(90)}], 'text', 'ingested', 'source', 'key_test', now())`);
  await core.tell([
    identify("u", {
      größe: 5,
      "Телефон 2": "555",
      "Адрес 2": "street",
      ["q".repeat(90)]: "a",
      ["q".repeat(91)]: "b",
    }),
  ]);
  await core.tell([identify("u", { Größe: 6 })]);
  const kept = await core.attributesOf("u");
  expect(kept).toMatchObject({
    gro_e: 6,
    x_2: "555",
    адрес_2: "street",
    ["q".repeat(80)]: "a",
    ["q".repeat(91)]: "b",
  });
  expect(kept).not.toHaveProperty("größe");
  // People and organisations have names of their own.
  await core.tell([group("u", "acme", { größe: 7 })]);
  expect(await core.rows(sql`select attributes from organisations`)).toEqual([{ attributes: { größe: 7 } }]);
});

it("an email that is no address leaves the known one, by any key, and that is told", async () => {
  await core.tell([identify("ada", { plan: "pro" })]);
  for (const trust of ["server", "browser", "crm"] as const)
    await core.tell([identify("ada", { email: `n/a ${trust}`, city: trust })], trust);
  await core.tell([identify("ada", { Email: 7, "E-Mail": "", EMAIL: ["a@b.c"] })]);
  expect(await core.attributesOf("ada")).toMatchObject({ email: "ada@test.test", city: "crm", plan: "pro" });
  const [row] = await core.rows(sql`select email from people`);
  expect(row?.email).toBe("ada@test.test");
  expect((await refused()).map(({ field }) => field).sort()).toEqual([
    "traits.EMAIL",
    "traits.Email",
    "traits.email",
    "traits.email",
    "traits.email",
  ]);
  expect((await refused())[0]?.sentence).toBe(
    "The call was accepted without it: it is not an email address, and the one that is known stays.",
  );
  const { sentences } = await whyAttribute(core.ctx(), { entity: "person", id: "ada" }, "email", "UTC");
  expect(sentences.at(-1)).toMatch(/was not taken over: it is not an email address\.$/);
});

it("what was accepted before names of Trig's own were refused does not overwrite them", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([identify("ada", { plan: "pro" })]);
  await core.say([identify("ada", { placeholder: 1 })]);
  await core.db.execute(sql`
    update events set body = '{"currently_member_of_nudge_job": false, "last_entry_to_job": "2020-01-01", "user_id": "eve", "city": "Oslo"}'
    where body ? 'placeholder'`);
  await core.rest();
  expect(await core.attributesOf("ada")).toMatchObject({ currently_member_of_nudge_job: true, city: "Oslo" });
  expect((await core.attributesOf("ada")).last_entry_to_job).not.toBe("2020-01-01T00:00:00.000Z");
  expect(await core.attributesOf("ada")).not.toHaveProperty("user_id");
  expect(await core.passes()).toEqual(["ada nudge 1 open"]);
});

it("names without end cost one statement a batch and stop at what a workspace has room for", async () => {
  const { most } = bounds.attributes;
  const perCall = 400;
  const calls = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) =>
      identify(
        `u${at % 3}`,
        named(perCall, (n) => `stray ${from + at} ${n}`),
      ),
    );
  await core.say([identify("u0", { plan: "pro" })]);
  const few = (await applying()).length;
  await core.say(calls(0, 4));
  expect((await applying()).length).toBeLessThanOrEqual(few + 6);
  await core.say(calls(100, 6));
  await core.rest();
  expect(await core.rows(sql`select count(*)::int as n from attributes where kind = 'ingested'`)).toEqual([
    { n: most },
  ]);
  const beyond = (await refused()).at(-1);
  expect(beyond?.field).toMatch(/^traits\.stray /);
  expect(beyond?.sentence).toBe(
    "The call was accepted without it: the workspace knows 2,000 names of traits of people, which is the most.",
  );
  expect((await refused()).length).toBeLessThanOrEqual(10);
  // Known names go on, and organisations have room of their own.
  await core.tell([identify("u0", { plan: "team" }), group("u0", "acme", { arr: 7 })]);
  expect(await core.attributesOf("u0")).toMatchObject({ plan: "team" });
  expect(await core.rows(sql`select attributes from organisations`)).toEqual([{ attributes: { arr: 7 } }]);
});

it("spellings of one name without end cost one statement a batch, and some of them are listed", async () => {
  const spelling = (at: number) =>
    [..."favouritecolours"]
      .map((letter, place) => ((at >> place) & 1 ? letter.toUpperCase() : letter))
      .join("")
      .replace(/(?<=[a-z])(?=[A-Z])/g, "");
  await core.say([identify("u", named(400, spelling, "red"))]);
  await core.say(
    Array.from({ length: 20 }, (_, at) =>
      identify(
        "u",
        named(400, (n) => `favourite${"-".repeat(at)}colour${" ".repeat(n % 19)}s`),
      ),
    ),
  );
  const statements = await applying();
  expect(statements.filter((text) => text.includes("into attributes")).length).toBe(1);
  const [row] = await core.rows<{ n: number }>(sql`select max(cardinality(aliases)) as n from attributes`);
  expect(row?.n).toBe(bounds.spellings.most);
});

it("one customer has room for so many attributes and so much text; the reason is told and what is there goes on", async () => {
  const { most } = bounds.attributesOfOne;
  for (let from = 0; from <= most; from += 400)
    await core.say([
      identify(
        "ada",
        { plan: "pro", ...named(400, (at) => `n${from + at}`, null) },
        { timestamp: core.clock.now.toISOString() },
      ),
    ]);
  await core.tell([identify("ada", { plan: "team", beyond: "x" })]);
  expect(await core.attributesOf("ada")).toMatchObject({ plan: "team" });
  expect(await core.attributesOf("ada")).not.toHaveProperty("beyond");
  const [times] = await core.rows<{ n: number }>(
    sql`select count(*)::int as n from people, jsonb_object_keys(attribute_times)`,
  );
  expect(times?.n).toBeLessThanOrEqual(most);
  const { sentences } = await whyAttribute(core.ctx(), { entity: "person", id: "ada" }, "beyond", "UTC");
  expect(sentences.at(-1)).toMatch(/was not taken over: nobody may have more, or longer, attributes\.$/);

  for (let at = 0; at < 40; at++) await core.say([identify("bob", { [`essay_${at}`]: "w".repeat(9_000) })]);
  await core.rest();
  const [bob] = await core.rows<{ n: number }>(
    sql`select length(attributes::text) as n from people where user_id = 'bob'`,
  );
  expect(bob?.n).toBeLessThan(bounds.attributeBytesOfOne.most + 10_000);
  await core.tell([identify("bob", { essay_0: "short", first_name: "Bob" })]);
  expect(await core.attributesOf("bob")).toMatchObject({ essay_0: "short", first_name: "Bob" });
  expect(await countOf("ignored_values")).toBeLessThan(50);
});
