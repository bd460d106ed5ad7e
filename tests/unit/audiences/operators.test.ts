import { describe, expect, it } from "vitest";
import { evaluate } from "@/lib/audiences/evaluate";
import { asks, days, filter, matches, options, person } from "./support";

describe("operators of text", () => {
  it.each([
    ["free", { op: "is", value: "free" }, true],
    ["Free", { op: "is", value: "free" }, false],
    ["pro", { op: "is_not", value: "free" }, true],
    ["50% off", { op: "contains", value: "0%" }, true],
    ["50x off", { op: "contains", value: "0%" }, false],
    ["pro", { op: "does_not_contain", value: "free" }, true],
    ["professional", { op: "starts_with", value: "pro" }, true],
    ["professional", { op: "ends_with", value: "pro" }, false],
    ["pro", { op: "is_one_of", values: ["free", "pro"] }, true],
    ["pro", { op: "matches_none_of", values: ["free", "pro"] }, false],
    ["", { op: "has_any_value" }, true],
  ])("%s, %o: %s", (value, is, verdict) => {
    expect(matches(value, is)).toBe(verdict);
  });
});

describe("operators of numbers and booleans", () => {
  it.each([
    [0, { op: "=", value: 0 }, true],
    [1, { op: "!=", value: 0 }, true],
    [2, { op: "<", value: 2 }, false],
    [2, { op: "<=", value: 2 }, true],
    [100_000, { op: ">", value: 100_000 }, false],
    [2, { op: ">=", value: 2 }, true],
    [10, { op: "between", from: 10, to: 20 }, true],
    [true, { op: "is_true" }, true],
    [false, { op: "is_false" }, true],
  ])("%s, %o: %s", (value, is, verdict) => {
    expect(matches(value, is)).toBe(verdict);
  });
});

describe("a missing value, and one of another type", () => {
  it.each([undefined, null, 7, true, ["free"], "2026-03-01T00:00:00.000Z"])(
    "%s is no text: comparisons are false, negative ones true",
    (value) => {
      for (const op of ["is", "contains", "starts_with", "ends_with"])
        expect(matches(value, { op, value: "free" })).toBe(false);
      expect(matches(value, { op: "is_one_of", values: ["free"] })).toBe(false);
      for (const op of ["is_not", "does_not_contain"])
        expect(matches(value, { op, value: "free" })).toBe(true);
      expect(matches(value, { op: "matches_none_of", values: ["free"] })).toBe(true);
    },
  );

  it.each([undefined, null, "7", true])("%s is no number: even != is false", (value) => {
    for (const op of ["=", "!=", "<", "<=", ">", ">="]) expect(matches(value, { op, value: 7 })).toBe(false);
    expect(matches(value, { op: "between", from: 0, to: 10 })).toBe(false);
  });

  it.each([undefined, null, "soon", 1_700_000_000])("%s is no date", (value) => {
    for (const op of ["more_than_ago", "less_than_ago", "within_last", "within_next"]) {
      expect(matches(value, { op, value: days(3) })).toBe(false);
    }
    for (const op of ["before", "after"])
      expect(matches(value, { op, value: "2026-01-01T00:00:00Z" })).toBe(false);
  });

  it("is neither true nor false", () => {
    for (const op of ["is_true", "is_false"])
      for (const value of [undefined, "true", 1]) expect(matches(value, { op })).toBe(false);
  });

  it("has no value only when nothing is there", () => {
    expect(
      [undefined, null, "", 0, false, []].map((value) => matches(value, { op: "has_no_value" })),
    ).toEqual([true, true, false, false, false, false]);
  });
});

describe("operators of dates", () => {
  it("compare age: more than 1 day ago and less than 7 days ago are the days between", () => {
    const between = filter(
      { kind: "attribute", attribute: "sign_up_date", is: { op: "more_than_ago", value: days(1) } },
      { kind: "attribute", attribute: "sign_up_date", is: { op: "less_than_ago", value: days(7) } },
    );
    const signedUp = (at: string) => evaluate(between, person({ sign_up_date: at }), options);
    expect(signedUp("2026-03-10T00:00:00.000Z")).toMatchObject({
      verdict: false,
      nextChange: new Date("2026-03-11T00:00:00.001Z"),
    });
    expect(signedUp("2026-03-06T12:00:00.000Z")).toMatchObject({
      verdict: true,
      nextChange: new Date("2026-03-13T12:00:00.000Z"),
    });
    expect(signedUp("2026-03-01T12:00:00.000Z")).toMatchObject({ verdict: false, nextChange: null });
  });

  it.each([
    ["2026-03-07T12:00:00.000Z", { op: "more_than_ago", value: days(3) }, false],
    ["2026-03-07T11:59:59.999Z", { op: "more_than_ago", value: days(3) }, true],
    ["2026-03-07T12:00:00.000Z", { op: "less_than_ago", value: days(3) }, false],
    ["2026-03-07T12:00:00.001Z", { op: "less_than_ago", value: days(3) }, true],
    ["2026-05-01T00:00:00.000Z", { op: "less_than_ago", value: days(3) }, true],
    ["2026-03-07T12:00:00.000Z", { op: "within_last", value: days(3) }, true],
    ["2026-03-10T12:00:00.001Z", { op: "within_last", value: days(3) }, false],
    ["2026-05-09T12:00:00.000Z", { op: "within_next", value: days(60) }, true],
    ["2026-05-09T12:00:00.001Z", { op: "within_next", value: days(60) }, false],
    ["2026-02-10T12:00:00.000Z", { op: "within_last", value: { amount: 1, unit: "months" } }, true],
    ["2026-03-01T00:00:00.000Z", { op: "before", value: "2026-03-01T00:00:00+00:00" }, false],
    ["2026-03-01T00:00:00.001Z", { op: "after", value: "2026-03-01T00:00:00Z" }, true],
  ])("%s, %o: %s", (value, is, verdict) => {
    expect(matches(value, is)).toBe(verdict);
  });

  it("count months by the calendar of the workspace's zone", () => {
    // In UTC it is 31 March, a month after 28 February; in New York still 30 March, late enough that a month ago is 1 March in UTC.
    const lastMonth = asks({ op: "within_last", value: { amount: 1, unit: "months" } });
    const at = new Date("2026-03-31T03:30:00Z");
    const value = person({ x: "2026-02-28T04:30:00.000Z" });
    expect(evaluate(lastMonth, value, { now: at, zone: "UTC" }).verdict).toBe(true);
    expect(evaluate(lastMonth, value, { now: at, zone: "America/New_York" }).verdict).toBe(false);
  });

  it("can come back into a window of months where the calendar goes back", () => {
    const older = asks({ op: "more_than_ago", value: { amount: 1, unit: "months" } });
    const value = person({ x: "2026-02-28T10:00:00.000Z" });
    const noon = (day: number) => ({ now: new Date(Date.UTC(2026, 2, day, 12)), zone: "UTC" });
    expect(evaluate(older, value, noon(28))).toMatchObject({
      verdict: true,
      nextChange: new Date("2026-03-29T00:00:00Z"),
    });
    expect(evaluate(older, value, { ...noon(29), now: new Date("2026-03-29T00:00:00Z") })).toMatchObject({
      verdict: false,
      nextChange: new Date("2026-03-29T10:00:00.001Z"),
    });
  });
});
