import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { attributeRows } from "@/lib/insights/customers/customer-details";
import { why } from "@/lib/insights/why/why";
import { whyAttribute } from "@/lib/insights/why/why-attribute";
import { changeAttributeType } from "@/lib/lifecycle/change-attribute-type";
import { previewType } from "@/lib/profiles/attributes/preview-type";
import { saveDraft } from "@/lib/programmes/draft/save-draft";
import { type Core, openCore } from "@/tests/support/core";
import { all, has, identify, job, message, update } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const typeOf = async (key: string) => {
  const [row] = await core.rows<{ type: string }>(sql`select type from attributes where key = ${key}`);
  return row?.type;
};
const idOf = async (userId: string) => {
  const [row] = await core.rows<{ id: string }>(sql`select id from people where user_id = ${userId}`);
  return row?.id ?? "";
};
const recent = { op: "within_last", value: { amount: 30, unit: "days" } };
const greet = (attribute: string, is: Record<string, unknown> = recent) =>
  job({ audience: all(has(attribute, is)), entry: [message("hello", { subject: `At {${attribute}}` })] });

it("one wrong created_at leaves it a date: the audience publishes, only her page warns, and Why says what she has", async () => {
  await core.tell([identify("eve", { createdAt: "test" }), identify("ada", { createdAt: "2026-03-01" })]);
  expect(await typeOf("created_at")).toBe("date");
  await core.goLive("nudge", greet("created_at"), { mode: "everyone" });
  expect(await core.passes()).toEqual(["ada nudge 1 open"]);

  const rows = async (userId: string) =>
    attributeRows(core.ctx(), "person", {
      id: await idOf(userId),
      attributes: await core.attributesOf(userId),
      attributeTimes: {},
    });
  const problems = async (userId: string) => (await rows(userId)).flatMap(({ problem }) => problem ?? []);
  expect(await problems("ada")).toEqual([]);
  expect(await problems("eve")).toEqual(["It is not a date, so it counts as no value."]);

  const answer = await why(core.ctx(), "job", "nudge", { entity: "person", name: "eve" });
  expect(answer.mayEnter).toBe(false);
  expect(JSON.stringify(answer.questions)).toContain("no value: “test” is not a date");
});

it("the first value decides where a name promises nothing, and a promised date is dropped if the first value is none", async () => {
  await core.tell([identify("ada", { trialEndsAt: "soon", renewalDate: "2026-04-01", score: 5 })]);
  await core.tell([identify("bob", { trialEndsAt: "2026-04-01", renewalDate: "later", score: "high" })]);
  expect([await typeOf("trial_ends_at"), await typeOf("renewal_date"), await typeOf("score")]).toEqual([
    "text",
    "date",
    "number",
  ]);
});

it("a change of type looks at all customers again, keeps every value, is recorded, and twice is once", async () => {
  await core.tell([identify("ada", { starts: "soon" })]);
  await core.tell([
    identify("bob", { starts: Date.parse("2026-02-20T12:00:00Z") / 1000 }),
    identify("cleo", { starts: "2025-01-01" }),
  ]);
  await core.rows(sql`update attributes set type = 'date' where key = 'starts'`);
  await core.goLive("nudge", greet("starts"), { mode: "from_now_on" });
  await core.rows(sql`update attributes set type = 'text' where key = 'starts'`);
  await core.tell([identify("dan", { starts: "2026-02-25" })]);
  expect(await core.passes()).toEqual([]);

  const before = await core.attributesOf("dan");
  expect(await previewType(core.ctx(), "person", "starts", "date")).toMatchObject({
    fit: 3,
    doNotFit: 1,
    misfits: [{ value: "soon", customers: 1 }],
  });
  const changed = await changeAttributeType(core.ctx(), "person", "starts", "date");
  expect(changed).toEqual({ key: "starts", type: "date", looksAgain: ["nudge"] });
  expect((await changeAttributeType(core.ctx(), "person", "starts", "date")).looksAgain).toEqual([]);
  await core.rest();
  // Bob matched at the go-live, which was for those from then on.
  expect(await core.passes()).toEqual(["dan nudge 1 open"]);
  expect(await core.attributesOf("dan")).toMatchObject({ starts: before.starts });
  const [sent] = await core.rows<{ subject: string }>(
    sql`select request -> 'payload' ->> 'subject' as subject from deliveries`,
  );
  expect(sent?.subject).toBe("At 2026-02-25");
  const acts = await core.rows(
    sql`select subject_id, detail from audit_log where what = 'attribute.type_changed'`,
  );
  expect(acts).toEqual([{ subject_id: "starts", detail: { entity: "person", old: "text", new: "date" } }]);
});

it("a condition that does not suit the type cannot be published, whether the name is known, well known or counted", async () => {
  await core.tell([identify("ada", { score: 5 })]);
  const problems = async (attribute: string, is: Record<string, unknown>) => {
    const definition = greet(attribute, is);
    const saved = await saveDraft(core.ctx(), {
      kind: "job",
      slug: `x-${attribute.replaceAll("_", "-")}`,
      definition,
    });
    return saved.problems.flatMap(({ check, severity }) => (check === "type" ? severity : []));
  };
  expect(await problems("score", { op: "contains", value: "5" })).toEqual(["error"]);
  expect(await problems("signed_up_at", { op: "contains", value: "5" })).toEqual(["error"]);
  expect(await problems("days_since_signup", { op: "contains", value: "5" })).toEqual(["error"]);
  expect(await problems("score", { op: ">", value: 5 })).toEqual([]);
  const writes = job({ audience: all(has("score")), exit: [update("mark", "signed_up_at", "soon")] });
  const saved = await saveDraft(core.ctx(), { kind: "job", slug: "writes", definition: writes });
  expect(saved.problems.flatMap(({ check, severity }) => (check === "A03" ? severity : []))).toEqual([
    "error",
  ]);
});

it("what Trig notes itself keeps its type, and what nobody has sent has none to change", async () => {
  await core.tell([identify("ada", { created_at: "2026-03-01" })]);
  await core.goLive("nudge", greet("created_at"), { mode: "everyone" });
  await expect(changeAttributeType(core.ctx(), "person", "last_entry_to_nudge_job", "text")).rejects.toThrow(
    "Trig keeps last_entry_to_nudge_job itself",
  );
  await expect(changeAttributeType(core.ctx(), "person", "nothing", "text")).rejects.toThrow(
    "There is no attribute",
  );
});

it("the page of an attribute says beside a value that it counts as none", async () => {
  await core.tell([identify("eve", { createdAt: "test" })]);
  const told = await whyAttribute(
    core.ctx(),
    { entity: "person", id: await idOf("eve") },
    "created_at",
    "UTC",
  );
  expect(told).toMatchObject({ value: "test", misfit: "It is not a date, so it counts as no value." });
});
