import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getPerson } from "@/lib/insights/customers/get-person";
import { HOUR_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { identify } from "@/tests/support/jobs";

let core: Core;
beforeAll(async () => {
  core = await openCore();
});
afterAll(() => core.close());

type Call = Record<string, unknown>;
const hoursAgo = (hours: number) => ({
  timestamp: new Date(START.getTime() - hours * HOUR_MS).toISOString(),
});
/** One after the other, each applied before the next. */
const tell = async (...calls: Call[]) => {
  for (const call of calls) await core.tell([call]);
};
const organisation = (groupId: string) =>
  core
    .rows<{ attributes: Call }>(sql`select attributes from organisations where group_id = ${groupId}`)
    .then(([row]) => row?.attributes);
const personId = async (userId: string) =>
  (await core.rows<{ id: string }>(sql`select id from people where user_id = ${userId}`))[0]?.id ?? "";

it("what was said again holds against what is older and comes late: a plan and an address", async () => {
  const now = { plan: "pro", email: "new@x.test" };
  await tell(
    identify("u", now, hoursAgo(4)),
    identify("u", now, hoursAgo(1)),
    identify("u", { plan: "free", email: "old@x.test" }, hoursAgo(2)),
  );
  expect(await core.attributesOf("u")).toMatchObject(now);
  expect(await core.rows(sql`select email from people where user_id = 'u'`)).toEqual([
    { email: "new@x.test" },
  ]);
});

it("that there is no value was said again, and holds against an older value that comes late", async () => {
  await tell(
    identify("gone", { plan: "pro" }, hoursAgo(5)),
    identify("gone", { plan: null }, hoursAgo(4)),
    identify("gone", { plan: null }, hoursAgo(1)),
    identify("gone", { plan: "free" }, hoursAgo(2)),
  );
  expect(await core.attributesOf("gone")).not.toHaveProperty("plan");
});

it("what was said again of an organisation holds against what is older and comes late", async () => {
  const acme = (traits: Call, hours: number): Call => ({
    type: "group",
    userId: "g",
    groupId: "acme",
    traits,
    ...hoursAgo(hours),
  });
  await tell(acme({ arr: 9 }, 4), acme({ arr: 9 }, 1), acme({ arr: 5 }, 2));
  expect(await organisation("acme")).toMatchObject({ arr: 9 });
});

it("of two who are joined what was said last stays: also the same value said again, and that there is none", async () => {
  await tell(
    identify("left", { plan: "pro", city: "Oslo" }, hoursAgo(6)),
    identify("right", { plan: "pro", city: "Oslo" }, hoursAgo(4)),
    identify("right", { city: null }, hoursAgo(3)),
    { type: "alias", userId: "left", previousId: "right" },
    identify("left", { plan: "free" }, hoursAgo(5)),
  );
  expect(await core.attributesOf("left")).toMatchObject({ plan: "pro" });
  expect(await core.attributesOf("left")).not.toHaveProperty("city");
});

it("somebody belongs to an organisation since the earliest moment at which that was said, in whatever order it comes", async () => {
  const joins = (hours: number): Call => ({
    type: "group",
    userId: "m",
    groupId: "beta",
    ...hoursAgo(hours),
  });
  await core.tell([joins(3), joins(2)]);
  await core.tell([joins(5), joins(4)]);
  const { organisations } = await getPerson(core.ctx(), await personId("m"));
  expect(organisations[0]?.since.getTime()).toBe(START.getTime() - 5 * HOUR_MS);
});

it("a value that is said again keeps the moment of its last change on the person's page", async () => {
  await tell(identify("page", { plan: "pro" }, hoursAgo(4)), identify("page", { plan: "pro" }, hoursAgo(1)));
  const { attributes } = await getPerson(core.ctx(), await personId("page"));
  const plan = attributes.find(({ key }) => key === "plan");
  expect(plan?.changedAt?.getTime()).toBe(START.getTime() - 4 * HOUR_MS);
});
