import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bounds } from "@/lib/events/bounds";
import { keepRefused } from "@/lib/events/keep-refused";
import { type Core, openCore } from "@/tests/support/core";
import { group, identify, track } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const many = <Item>(count: number, of: (at: number) => Item) =>
  Array.from({ length: count }, (_, at) => of(at));
const countOf = async (table: string, which = sql`true`) =>
  Number((await core.rows(sql`select count(*) as n from ${sql.identifier(table)} where ${which}`))[0]?.n);

it("a person belongs to so many organisations; the sender is told of the first beyond, and those there go on", async () => {
  const { most } = bounds.organisationsOfOne;
  await core.say(many(most + 20, (at) => group("ada", `acme-${at}`, { arr: at })));
  await core.rest();
  expect(await countOf("memberships")).toBe(most);
  await core.tell([group("ada", "one-more"), group("ada", "acme-0", { arr: 7 })]);
  expect(await countOf("memberships")).toBe(most);
  const [person] = await core.rows(sql`
    select o.group_id from people p join organisations o on o.id = p.primary_organisation_id`);
  expect(person?.group_id).toBe("acme-0");
  const told = await core.rows<{ field: string; sentence: string }>(
    sql`select field, sentence from rejected_events`,
  );
  expect(new Set(told.map(({ field }) => field))).toEqual(new Set(["groupId"]));
  expect(told[0]?.sentence).toBe(
    "The person was not joined to it: one person belongs to 200 organisations at most.",
  );
});

it("a person is known by so many anonymous IDs; what comes with another one counts all the same", async () => {
  const { most } = bounds.devicesOfOne;
  await core.tell([identify("ada", {}, { anonymousId: "first" })]);
  await core.say(many(most + 20, (at) => track("ada", "Seen", { anonymousId: `d-${at}` })));
  await core.rest();
  expect(await countOf("identities", sql`kind = 'anonymous_id'`)).toBe(most);
  expect(await countOf("occurrences")).toBe(most + 20);
  await core.tell([track("ada", "Seen", { anonymousId: "d-0" })]);
  expect(await countOf("people", sql`merged_into is null`)).toBe(1);
});

it("names of events without end cost no statement each, and refused items without end fill no table", async () => {
  await core.tell([identify("ada")]);
  await core.tell(many(400, (at) => track("ada", `Stray ${at}`)));
  expect(await countOf("occurrences")).toBe(400);
  const { db, workspaceId, now } = core.ctx();
  const door = { workspaceId, source: "key_stray", trust: "browser" as const, receivedAt: now };
  const items = many(20, (index) => ({ index, field: "event", sentence: "It is wrong.", excerpt: "" }));
  for (let requests = 0; requests < 30; requests++) await keepRefused(db, door, items);
  expect(await countOf("rejected_events")).toBe(bounds.refusedRows.most);
  await keepRefused(db, { ...door, source: "key_other" }, items);
  expect(await countOf("rejected_events")).toBe(bounds.refusedRows.most + 20);
});
