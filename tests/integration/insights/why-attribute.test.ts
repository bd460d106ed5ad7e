import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listChanges } from "@/lib/insights/catalogue/get-attribute";
import { getEvent } from "@/lib/insights/catalogue/get-event";
import { whyAttribute } from "@/lib/insights/why/why-attribute";
import { DAY_MS, HOUR_MS } from "@/lib/time";
import { type Core, openCore, START } from "@/tests/support/core";
import { identify, nudge, track } from "@/tests/support/jobs";

let core: Core;
beforeEach(async () => {
  core = await openCore();
});
afterEach(() => core.close());

const ask = (name: string, id = "ada") => whyAttribute(core.ctx(), { entity: "person", id }, name, "UTC");
const ago = (ms: number) => ({ timestamp: new Date(core.clock.now.getTime() - ms).toISOString() });
const identifyAt = (plan: string, ms: number) => ({
  type: "identify",
  userId: "ada",
  traits: { plan, first_name: "Ada" },
  ...ago(ms),
});

it("a value says who set it, what it was before, and that an older one that came late was not taken over", async () => {
  await core.tell([identifyAt("free", 2 * HOUR_MS)]);
  await core.tell([identifyAt("team", HOUR_MS)]);
  await core.tell([identifyAt("basic", DAY_MS)]);
  const { sentences, value, ignored, lastChange } = await ask("plan");
  expect(value).toBe("team");
  expect(sentences).toEqual([
    "plan of Ada is team.",
    "It was last changed on 2 March 2026 at 08:00, said by an identify call through key_test. Before that it was free.",
    "Events write it: the value with the latest moment is held.",
    "The value basic, as of 1 March 2026 at 09:00 (an identify call through key_test), was not taken over: a newer value was held when it came in.",
  ]);
  expect(ignored).toMatchObject({ value: "basic", reason: "older" });
  const event = await getEvent(core.ctx(), lastChange?.cause.id ?? "");
  expect(event.changes.map(({ key, new: now }) => [key, now])).toEqual([["plan", "team"]]);
  expect(event.customers.map(({ shortName }) => shortName)).toEqual(["Ada"]);
});

it.each(["__proto__", "constructor", "hasOwnProperty"])(
  "the address of an attribute called %s, which every object has, leads to nothing",
  async (key) => {
    await core.tell([identifyAt("free", HOUR_MS)]);
    await expect(ask(key)).rejects.toMatchObject({ code: "not_found" });
  },
);

it("a trait called like what every object has is an attribute like any other", async () => {
  await core.tell([
    { type: "identify", userId: "ada", traits: { constructor: "Dassault" }, ...ago(HOUR_MS) },
  ]);
  const { value, lastChange } = await ask("constructor");
  expect(value).toBe("Dassault");
  expect(lastChange).toMatchObject({ old: null, new: "Dassault" });
});

it("a value that is said again is no change, and the same old value no loss", async () => {
  await core.tell([identifyAt("free", 2 * HOUR_MS)]);
  await core.tell([identifyAt("free", HOUR_MS)]);
  await core.tell([identifyAt("free", DAY_MS)]);
  const { sentences, ignored } = await ask("plan");
  expect(ignored).toBeNull();
  expect(sentences[1]).toContain("It was last changed on 2 March 2026 at 07:00");
});

it("a browser does not change the address of somebody who has one, and that is told", async () => {
  await core.tell([identify("ada", { first_name: "Ada" })]);
  await core.say([identify("ada", { email: "mallory@test.test" })], "browser");
  await core.rest();
  const { value, sentences } = await ask("email");
  expect(value).toBe("ada@test.test");
  expect(sentences.at(-1)).toContain(
    "The value mallory@test.test, as of 2 March 2026 at 09:00 (an identify call through key_test), was not taken over: a browser's key",
  );
});

it("what a job writes leads to the job; where it has not yet, it says when it will or why it does not", async () => {
  await core.goLive("nudge", nudge());
  await core.tell([identify("ada", { plan: "pro", first_name: "Ada" })]);
  const before = await ask("nudged");
  expect(before.sentences[0]).toBe("Ada has no value for nudged.");
  expect(
    before.writers.map(({ programme, answer }) => [programme.name, answer.actionId, answer.verdict]),
  ).toEqual([["Nudge", "mark-completed", "if_completed"]]);
  await core.after(HOUR_MS);
  await core.tell([track("ada", "Goal Reached")]);
  const after = await ask("nudged");
  expect(after.sentences.slice(0, 2)).toEqual([
    "nudged of Ada is true.",
    "It was last changed on 2 March 2026 at 10:00, set by the job Nudge (mark-completed).",
  ]);
  expect((await ask("nudge_failed")).writers[0]?.answer.sentence).toBe(
    "It is for who leaves without the goal; Ada completed Nudge on 2 March 2026 at 10:00.",
  );
  const member = await ask("currently_member_of_nudge_job");
  expect(member).toMatchObject({ value: false, activity: { slug: "nudge" } });
  expect(member.sentences[1]).toBe("Trig writes it whenever a customer enters or leaves Nudge.");
});

it("what came with somebody who turned out to be the same leads to them", async () => {
  await core.tell([identify("ada", { first_name: "Ada" })]);
  await core.tell([identify("ida", { first_name: "Ida", city: "Oslo" })]);
  await core.tell([{ type: "alias", userId: "ada", previousId: "ida" }]);
  const { lastChange } = await ask("city");
  expect(lastChange?.cause.kind === "merge" || lastChange?.cause.kind === "event").toBe(true);
  expect((await ask("city")).value).toBe("Oslo");
});

it("what was not taken over of somebody who turned out to be the same is told of the one they are", async () => {
  const ida = (plan: string, ms: number) => ({ ...identifyAt(plan, ms), userId: "ida" });
  await core.tell([ida("team", HOUR_MS)]);
  await core.tell([ida("basic", DAY_MS)]);
  await core.tell([identify("ada", { first_name: "Ada" })]);
  await core.tell([{ type: "alias", userId: "ada", previousId: "ida" }]);
  expect(await ask("plan")).toMatchObject({ value: "team", ignored: { value: "basic", reason: "older" } });
});

it("its history goes page by page, the latest first; nobody else sees it, and there is none that nobody knows", async () => {
  for (let hour = 9; hour > 0; hour--) await core.tell([identifyAt(`plan ${10 - hour}`, hour * HOUR_MS)]);
  const id = (await ask("plan")).customer.id;
  const first = await listChanges(core.ctx(), id, "plan", null, 4);
  expect(first.rows.map((row) => row.new)).toEqual(["plan 9", "plan 8", "plan 7", "plan 6"]);
  const last = first.rows.at(-1);
  const second = await listChanges(core.ctx(), id, "plan", last ? { at: last.at, id: last.id } : null, 10);
  expect(second.rows.map((row) => row.new)).toEqual(["plan 5", "plan 4", "plan 3", "plan 2", "plan 1"]);
  await expect(ask("no_such_thing")).rejects.toThrow("There is no attribute “no_such_thing”.");
  const stranger = { ...core.ctx(), workspaceId: "wsp_other" };
  await expect(whyAttribute(stranger, { entity: "person", id }, "plan", "UTC")).rejects.toThrow(
    "There is no person",
  );
  const [event] = await core.rows<{ id: string }>(sql`select id from events limit 1`);
  await expect(getEvent(stranger, event?.id ?? "")).rejects.toThrow("There is no such event.");
  expect(core.clock.now).toEqual(START);
});
