import { describe, expect, it } from "vitest";
import { evaluate, evaluateAny } from "@/lib/audiences/evaluate";
import { type Facts, filterSchema } from "@/lib/audiences/schema";

const now = new Date("2026-03-10T12:00:00.000Z");
const options = { now, zone: "UTC" };
const nobodyYet: Facts = {
  entity: "person",
  attributes: {},
  events: [],
  memberships: [],
  organisation: null,
  people: [],
};
const person = (attributes: Record<string, unknown>): Facts => ({ ...nobodyYet, attributes });
const did = (...times: string[]): Facts => ({
  ...nobodyYet,
  events: times.map((at) => ({ id: null, name: "Project Created", at: new Date(at), properties: {} })),
});
const filter = (...all: object[]) => filterSchema.parse({ any: [{ all }] });
const asks = (is: object, attribute = "x") => filter({ kind: "attribute", attribute, is });
const matches = (value: unknown, is: object) => evaluate(asks(is), person({ x: value }), options).verdict;
const days = (amount: number) => ({ amount, unit: "days" });

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

describe("events", () => {
  const asked = (rest: object = {}) => filter({ kind: "event", event: "Project Created", ...rest });
  const never = { count: { op: "=", times: 0 } };

  it("has done, and has not done", () => {
    expect(evaluate(asked(), did("2026-01-01T00:00:00Z"), options).verdict).toBe(true);
    expect(evaluate(asked(never), did(), options)).toMatchObject({ verdict: true, nextChange: null });
    expect(evaluate(asked(never), did("2026-01-01T00:00:00Z"), options).verdict).toBe(false);
  });

  it("leave a window when they are its length old, to the millisecond", () => {
    const login = did("2026-02-20T08:00:00Z", "2026-03-01T08:00:00Z");
    const quiet = asked({ ...never, within: days(30) });
    expect(evaluate(quiet, login, options)).toMatchObject({
      verdict: false,
      nextChange: new Date("2026-03-31T08:00:00Z"),
    });
    expect(evaluate(quiet, login, { ...options, now: new Date("2026-03-31T08:00:00Z") }).verdict).toBe(true);
    const twice = asked({ count: { op: ">=", times: 2 }, within: days(30) });
    expect(evaluate(twice, login, options)).toMatchObject({
      verdict: true,
      nextChange: new Date("2026-03-22T08:00:00Z"),
    });
  });

  it("that are dated ahead do not count yet", () => {
    const ahead = evaluate(asked(), did("2026-03-11T00:00:00Z"), options);
    expect(ahead).toMatchObject({ verdict: false, nextChange: new Date("2026-03-11T00:00:00Z") });
  });

  it("of a goal count from its start, that moment included, and up to its end", () => {
    const once = did("2026-03-01T00:00:00Z");
    const at = (iso: string) => new Date(iso);
    expect(evaluate(asked(), once, { ...options, since: at("2026-03-01T00:00:00Z") }).verdict).toBe(true);
    expect(evaluate(asked(), once, { ...options, since: at("2026-03-01T00:00:00.001Z") }).verdict).toBe(
      false,
    );
    expect(evaluate(asked(), once, { ...options, until: at("2026-03-01T00:00:00Z") }).verdict).toBe(true);
    expect(evaluate(asked(), once, { ...options, until: at("2026-02-28T23:59:59.999Z") })).toMatchObject({
      verdict: false,
      nextChange: null,
    });
  });

  it("count only when their properties match; a property's text is a date to operators of dates", () => {
    const paid = (properties: Record<string, unknown>): Facts => ({
      ...nobodyYet,
      events: [{ id: null, name: "Project Created", at: new Date("2026-03-01T00:00:00Z"), properties }],
    });
    const large = asked({ where: [{ property: "amount", is: { op: ">", value: 100 } }] });
    expect(evaluate(large, paid({ amount: 101 }), options).verdict).toBe(true);
    expect(evaluate(large, paid({ amount: "101" }), options).verdict).toBe(false);
    const due = asked({ where: [{ property: "due", is: { op: "within_next", value: days(5) } }] });
    expect(evaluate(due, paid({ due: "2026-03-15" }), options)).toMatchObject({
      verdict: true,
      nextChange: new Date("2026-03-15T00:00:00.001Z"),
    });
    const text = asked({ where: [{ property: "due", is: { op: "is", value: "2026-03-15" } }] });
    expect(evaluate(text, paid({ due: "2026-03-15" }), options).verdict).toBe(true);
  });
});

describe("built-in values in a filter", () => {
  it("days since signing up change at the moment the count passes the number asked, not each day", () => {
    const third = asks({ op: ">=", value: 3 }, "days_since_signup");
    const ada = person({ created_at: "2026-03-09T18:00:00.000Z" });
    expect(evaluate(third, ada, options)).toMatchObject({
      verdict: false,
      nextChange: new Date("2026-03-12T18:00:00.000Z"),
    });
    expect(evaluate(third, ada, options).trace).toMatchObject([{ path: "any[0].all[0]", saw: 0 }]);
  });

  it("older names of activity attributes mean the stored ones", () => {
    const been = asks({ op: "has_any_value" }, "last_entered_poc_job");
    expect(
      evaluate(been, person({ last_entry_to_poc_job: "2026-03-01T00:00:00.000Z" }), options).verdict,
    ).toBe(true);
  });
});

describe("standing in programmes", () => {
  const inTrial = {
    kind: "stage",
    slug: "trial",
    open: true,
    everCompleted: false,
    everExited: true,
  } as const;
  it.each([
    ["in", "trial", true],
    ["not_in", "trial", false],
    ["has_entered", "trial", true],
    ["has_never_entered", "trial", false],
    ["has_completed", "trial", false],
    ["has_exited", "trial", true],
    ["not_in", "onboarding", true],
    ["has_never_entered", "onboarding", true],
  ])("%s %s: %s", (is, slug, verdict) => {
    const asked = filter({ kind: "membership", of: "stage", slug, is });
    expect(evaluate(asked, { ...nobodyYet, memberships: [inTrial] }, options).verdict).toBe(verdict);
  });
});

describe("the other side", () => {
  it("a person's filter reads the organisation; without one its values are missing", () => {
    const large = filter({
      kind: "attribute",
      of: "organisation",
      attribute: "arr",
      is: { op: ">", value: 1000 },
    });
    expect(
      evaluate(large, { ...nobodyYet, organisation: { attributes: { arr: 2000 } } }, options).verdict,
    ).toBe(true);
    expect(evaluate(large, nobodyYet, options).verdict).toBe(false);
  });

  it("an organisation's filter counts its people; all of nobody is false", () => {
    const people = (quantifier: unknown) =>
      filter({
        kind: "people",
        quantifier,
        all: [{ kind: "attribute", attribute: "role", is: { op: "is", value: "admin" } }],
      });
    const acme = (...roles: string[]): Facts => ({
      ...nobodyYet,
      entity: "organisation",
      people: roles.map((role) => person({ role })),
    });
    expect(evaluate(people("any"), acme("user", "admin"), options).verdict).toBe(true);
    expect(evaluate(people("all"), acme("user", "admin"), options).verdict).toBe(false);
    expect(evaluate(people("all"), acme("admin"), options).verdict).toBe(true);
    expect(evaluate(people("all"), acme(), options).verdict).toBe(false);
    expect(evaluate(people({ atLeast: 2 }), acme("admin", "admin"), options).verdict).toBe(true);
  });
});

describe("groups", () => {
  it("an empty filter and an empty group match nobody, and no exclusion excludes nobody", () => {
    expect(evaluate({ any: [] }, nobodyYet, options).verdict).toBe(false);
    expect(evaluate({ any: [{ all: [] }] }, nobodyYet, options).verdict).toBe(false);
    expect(evaluateAny([], nobodyYet, options).verdict).toBe(false);
  });

  it("a group that fails for good does not wake anyone for its other conditions", () => {
    const asked = filter(
      { kind: "attribute", attribute: "plan", is: { op: "is", value: "pro" } },
      { kind: "attribute", attribute: "created_at", is: { op: "more_than_ago", value: days(30) } },
    );
    expect(
      evaluate(asked, person({ plan: "free", created_at: "2026-03-01T00:00:00.000Z" }), options).nextChange,
    ).toBeNull();
  });

  it("a filter that holds for two reasons changes when the last of them ends", () => {
    const recent = (attribute: string) => ({
      all: [{ kind: "attribute", attribute, is: { op: "within_last", value: days(5) } }],
    });
    const either = filterSchema.parse({ any: [recent("a"), recent("b")] });
    const both = person({ a: "2026-03-07T00:00:00.000Z", b: "2026-03-09T00:00:00.000Z" });
    expect(evaluate(either, both, options)).toMatchObject({
      verdict: true,
      nextChange: new Date("2026-03-14T00:00:00.001Z"),
    });
  });
});
