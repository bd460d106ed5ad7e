import { expect, test } from "vitest";
import { evaluate } from "@/lib/audiences/evaluate";
import type { Comparison, Facts } from "@/lib/audiences/schema";
import { firstType, typeFor } from "@/lib/profiles/attributes/attribute-types";
import { readAttribute } from "@/lib/profiles/attributes/built-ins";
import { fits, readAs } from "@/lib/profiles/attributes/lens";
import type { ValueType } from "@/lib/profiles/attributes/values";

const now = new Date("2026-03-31T00:00:00Z");
const types = (of: Record<string, ValueType>) => new Map(Object.entries(of));
const holds = (value: unknown, type: ValueType, is: Comparison) => {
  const facts: Facts = {
    entity: "person",
    types: { person: types({ x: type }), organisation: new Map() },
    attributes: { x: value },
    events: [],
    memberships: [],
    organisation: null,
    people: [],
  };
  const filter = {
    any: [{ all: [{ kind: "attribute" as const, of: "self" as const, attribute: "x", is }] }],
  };
  return evaluate(filter, facts, { now, zone: "UTC" }).verdict;
};

test("well-known names have their type whatever comes first: created_at, signed_up_at and email", () => {
  expect(firstType("created_at", "test")).toBe("date");
  expect(firstType("signed_up_at", 5)).toBe("date");
  expect(firstType("email", "2026-03-01")).toBe("text");
  expect(typeFor(undefined, "createdAt")).toBeNull();
  expect(typeFor(undefined, "created_at")).toBe("date");
  expect(typeFor(types({ created_at: "text" }), "created_at")).toBe("text");
});

test("the endings _at and _date are a guess that the first value may drop", () => {
  expect(firstType("trial_ends_at", "2026-03-01")).toBe("date");
  expect(firstType("trial_ends_at", "soon")).toBe("text");
  expect(firstType("renewal_date", 7)).toBe("number");
  expect(firstType("plan", "2026-03-01")).toBe("date");
});

test("what is counted is a number, whatever is stored under its name", () => {
  const held = { created_at: "2026-03-01", days_since_signup: "many" };
  expect(typeFor(types({ days_since_signup: "text" }), "days_since_signup")).toBe("number");
  expect(readAttribute(held, "days_since_signup", now)).toBe(30);
  expect(readAttribute({ ...held, created_at: "test" }, "days_since_signup", now)).toBeNull();
});

test("a value that does not fit reads as none: text for a date, words for a number, a list for text", () => {
  expect(readAs("test", "date")).toBeNull();
  expect(readAs("a dozen", "number")).toBeNull();
  expect(readAs(["a"], "text")).toBeNull();
  expect(readAs("yes", "boolean")).toBeNull();
  expect([null, undefined].every((missing) => fits(missing, "date"))).toBe(true);
});

test("what is written in another way fits: digits, truth, counts since 1970", () => {
  expect(readAs("12", "number")).toBe(12);
  expect(readAs(46_701, "text")).toBe("46701");
  expect(readAs("TRUE", "boolean")).toBe(true);
  expect(readAs(0, "boolean")).toBe(false);
  expect(readAs(1_767_225_600, "date")).toBe("2026-01-01T00:00:00.000Z");
  expect(readAs("1767225600000", "date")).toBe("2026-01-01T00:00:00.000Z");
  expect(readAs("2026-03-01", "date")).toBe("2026-03-01");
});

test("a misfit has no value for every question, and the negative ones are true of it", () => {
  expect(holds("test", "date", { op: "has_any_value" })).toBe(false);
  expect(holds("test", "date", { op: "has_no_value" })).toBe(true);
  expect(holds("test", "date", { op: "is", value: "test" })).toBe(false);
  expect(holds("test", "date", { op: "is_not", value: "test" })).toBe(true);
  expect(holds("test", "text", { op: "is", value: "test" })).toBe(true);
});

test("text that looks like a date is text to an attribute of type text, and a date to one of type date", () => {
  const recent: Comparison = { op: "within_last", value: { amount: 60, unit: "days" } };
  expect(holds("2026-03-01", "text", recent)).toBe(false);
  expect(holds("2026-03-01", "text", { op: "starts_with", value: "2026" })).toBe(true);
  expect(holds("2026-03-01", "date", recent)).toBe(true);
  expect(holds(1_772_323_200, "date", recent)).toBe(true);
});
