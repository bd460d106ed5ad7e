import { describe, expect, it } from "vitest";
import { evaluate, evaluateAny } from "@/lib/audiences/evaluate";
import { filterSchema } from "@/lib/audiences/filter-schema";
import type { Facts } from "@/lib/audiences/schema";
import { asks, days, did, filter, nobodyYet, options, person } from "./support";

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
