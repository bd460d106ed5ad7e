import { expect, it } from "vitest";
import { bounds } from "@/lib/events/bounds";
import { checkEvent } from "@/lib/events/check-event";
import type { Trust } from "@/lib/events/schema";

const arrival = { receivedAt: new Date("2026-03-02T09:00:00Z"), checkText: true, checkSize: true };
const check = (traits: Record<string, unknown>, type = "identify", trust: Trust = "server") => {
  const result = checkEvent({ type, userId: "ada", groupId: "acme", traits }, { ...arrival, trust });
  return "refusal" in result ? result.refusal : null;
};
const names = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`trait ${at}`, at]));

it.each([
  "last_entry_to_job",
  "days_since_signup",
  "currently_member_of_nudge_job",
  "Days In Stage",
  "jobName",
  "sender-name",
])("%s is Trig's own name and refused by field, of people and organisations, by any key", (name) => {
  for (const type of ["identify", "group"])
    for (const trust of ["server", "browser", "crm"] as const)
      expect(check({ plan: "pro", [name]: "2026-01-01" }, type, trust)).toMatchObject({
        field: `traits.${name}`,
      });
  expect(check({ [name]: 1 })?.sentence).toMatch(/is a name of Trig's own, which nobody else sets/);
});

it("a user ID among the traits may repeat the call's own and say no other", () => {
  expect(check({ user_id: "ada" })).toBeNull();
  expect(check({ userId: "ada", email: "ada@acme.test" })).toBeNull();
  expect(check({ user_id: null })).toBeNull();
  for (const empty of ["", []]) expect(check({ user_id: empty })).toBeNull();
  expect(check({ user_id: " ada" })).toBeNull();
  expect(check({ user_id: "bob" })).toMatchObject({ field: "traits.user_id" });
  expect(check({ UserID: 7 })).toMatchObject({ field: "traits.UserID" });
  expect(check({ user_id: "ada" }, "group")).toMatchObject({ field: "traits.user_id" });
});

it.each(["📞", "", "$", "—"])(
  "a trait called %j has no name to be kept under, and is refused instead of lost",
  (name) => {
    expect(check({ [name]: "x" })).toEqual({
      field: `traits.${name}`,
      sentence: "The name of a trait needs a letter or a digit.",
    });
  },
);

it("traits in any script are accepted, as properties of any name are", () => {
  expect(check({ 名前: "x", имя: "y", "Телефон 2": "555", "Адрес 2": "street", größe: 5 })).toBeNull();
  const properties = { last_entry_to_job: 1, "📞": 2, ...names(600) };
  expect(
    checkEvent({ type: "track", userId: "ada", event: "x", properties }, { ...arrival, trust: "server" }),
  ).toHaveProperty("event");
});

it("the names of one call and the length of a name have an end", () => {
  const { most } = bounds.traitNames;
  expect(check(names(most))).toBeNull();
  expect(check(names(most + 1))).toEqual({
    field: "traits",
    sentence: `One call may have ${most} traits at most; this one has ${most + 1}.`,
  });
  const longest = bounds.traitNameLength.most;
  expect(check({ ["n".repeat(longest)]: 1 })).toBeNull();
  expect(check({ ["n".repeat(longest + 1)]: 1 })?.field).toBe(`traits.${"n".repeat(60)}…`);
  expect(check({ ["aB".repeat(longest / 2)]: 1 })?.sentence).toContain("with its words apart");
});
