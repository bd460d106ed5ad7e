import { expect, it } from "vitest";
import type { Condition, Facts } from "@/lib/audiences/schema";
import { conditionInWords, momentInWords } from "@/lib/insights/why/words/why-words";

const at = new Date("2026-03-12T08:00:00Z");
const facts: Facts = {
  entity: "organisation",
  attributes: {},
  events: [
    { id: null, name: "Signed In", at, properties: {} },
    { id: null, name: "Signed In", at: new Date("2026-03-01T08:00:00Z"), properties: {} },
  ],
  memberships: [],
  organisation: null,
  people: [nobody(), nobody(), nobody()],
};
function nobody() {
  return { attributes: {}, events: [], memberships: [] };
}
const seen = (condition: Condition, saw: unknown) =>
  conditionInWords(
    condition,
    { path: "[0]", verdict: true, saw, nextChange: null },
    { facts, zone: "Europe/Stockholm" },
  ).seen;
const signedIn = (times: number, within?: { amount: number; unit: "days" }): Condition => ({
  kind: "event",
  event: "Signed In",
  count: { op: ">=", times },
  where: [],
  ...(within && { within }),
});

it("a moment is said in the workspace's zone", () => {
  expect(momentInWords(at, "Europe/Stockholm")).toBe("12 March 2026 at 09:00");
  expect(momentInWords(at, "America/New_York")).toBe("12 March 2026 at 04:00");
});

it("how often something happened is said with when it last did, and whether it was within the window", () => {
  expect(seen(signedIn(1), 1)).toBe("once, last on 12 Mar 2026, 09:00");
  expect(seen(signedIn(3), 2)).toBe("2 times, last on 12 Mar 2026, 09:00");
  expect(seen(signedIn(1, { amount: 1, unit: "days" }), 0)).toBe(
    "not in that time, last on 12 Mar 2026, 09:00",
  );
  expect(seen({ kind: "event", event: "Paid", count: { op: ">=", times: 1 }, where: [] }, 0)).toBe("never");
});

it("where more happened than was counted, it says at least", () => {
  expect(seen(signedIn(1), 102)).toMatch(/^at least 102 times/);
  expect(seen(signedIn(1), 101)).toMatch(/^101 times/);
});

it("a standing, a share of people and a missing value read as people say them", () => {
  const standing = (is: object) => seen({ kind: "membership", of: "job", slug: "welcome", is: "in" }, is);
  expect(standing({ in: true, entered: true, completed: true, exited: false })).toBe("in it now");
  expect(standing({ in: false, entered: true, completed: true, exited: true })).toBe("completed it before");
  expect(standing({ in: false, entered: true, completed: false, exited: true })).toBe(
    "left it without completing",
  );
  expect(standing({ in: false, entered: false, completed: false, exited: false })).toBe("never entered");
  const people: Condition = { kind: "people", quantifier: "any", all: [{ ...membership }] };
  expect(seen(people, 1)).toBe("1 of 3 people match");
  expect(seen({ kind: "attribute", of: "self", attribute: "plan", is: { op: "has_any_value" } }, null)).toBe(
    "no value",
  );
});

const membership = { kind: "membership", of: "job", slug: "welcome", is: "in" } as const;
