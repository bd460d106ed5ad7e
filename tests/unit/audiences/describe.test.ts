import { describe, expect, it } from "vitest";
import { describeFilter } from "@/lib/audiences/describe";
import { filterSchema } from "@/lib/audiences/filter-schema";
import { findContradictions } from "@/lib/audiences/logic/contradictions";
import { reads, readsAttribute } from "@/lib/audiences/reads";

const one = (...all: unknown[]) => filterSchema.parse({ any: [{ all }] });
const attribute = (name: string, is: object) => ({ kind: "attribute", attribute: name, is });

describe("a filter in plain words", () => {
  it.each([
    [
      one(attribute("created_at", { op: "has_any_value" }), {
        kind: "event",
        event: "Project Created",
        count: { op: "=", times: 0 },
      }),
      "created_at has any value and has not done Project Created",
    ],
    [one(attribute("plan", { op: "is_not", value: "free" })), "plan is not free (or has no value)"],
    [
      one(attribute("plan", { op: "matches_none_of", values: ["free", "trial"] })),
      "plan is none of free, trial (or has no value)",
    ],
    [
      one({
        kind: "event",
        event: "Signed In",
        count: { op: "<", times: 3 },
        within: { amount: 1, unit: "weeks" },
      }),
      "has done Signed In fewer than 3 times (or never) in the last 1 week",
    ],
    [
      one({
        kind: "event",
        event: "Invoice Paid",
        where: [{ property: "amount", is: { op: ">", value: 100 } }],
      }),
      "has done Invoice Paid where amount > 100",
    ],
    [
      one({ kind: "attribute", of: "organisation", attribute: "arr", is: { op: ">=", value: 100_000 } }),
      "organisation's arr >= 100000",
    ],
    [
      one({ kind: "membership", of: "job", slug: "welcome", is: "has_exited" }),
      "has left without completing job welcome",
    ],
    [
      one({
        kind: "people",
        quantifier: { atLeast: 2 },
        all: [attribute("role", { op: "is", value: "admin" })],
      }),
      "at least 2 of its people: role is admin",
    ],
    [
      filterSchema.parse({
        any: [
          { all: [attribute("a", { op: "is_true" })] },
          { all: [attribute("b", { op: "before", value: "2026-03-01T00:00:00Z" })] },
        ],
      }),
      "(a is true) or (b is before 2026-03-01)",
    ],
    [filterSchema.parse({ any: [] }), "nobody"],
  ])("reads %#: %s", (filter, words) => {
    expect(describeFilter(filter)).toBe(words);
  });
});

describe("conditions that cannot both hold", () => {
  const ago = (op: "more_than_ago" | "less_than_ago", amount: number, unit = "days") =>
    attribute("sign_up_date", { op, value: { amount, unit } });

  it("are found in the age reading: more than 7 days ago and less than 1 day ago", () => {
    expect(findContradictions(one(ago("more_than_ago", 7), ago("less_than_ago", 1)))).toEqual([
      {
        path: "any[0].all[1]",
        with: "any[0].all[0]",
        message:
          "No moment is both: sign_up_date is more than 7 days ago and sign_up_date is less than 1 day ago. The group matches nobody.",
        fix: "Ago compares age: swap the two lengths to mean the time between them.",
      },
    ]);
  });

  it("are not claimed where both can hold", () => {
    expect(findContradictions(one(ago("more_than_ago", 1), ago("less_than_ago", 7)))).toEqual([]);
    expect(findContradictions(one(ago("more_than_ago", 29), ago("less_than_ago", 1, "months")))).toEqual([]);
    const elsewhere = { any: [...one(ago("more_than_ago", 7)).any, ...one(ago("less_than_ago", 1)).any] };
    expect(findContradictions(elsewhere)).toEqual([]);
  });

  it("include dates in the wrong order, the past against the future, and a date that must be missing", () => {
    const date = (is: object) => attribute("renewal_date", is);
    const pairs = [
      [
        date({ op: "before", value: "2026-01-01T00:00:00Z" }),
        date({ op: "after", value: "2026-02-01T00:00:00Z" }),
      ],
      [
        date({ op: "more_than_ago", value: { amount: 1, unit: "days" } }),
        date({ op: "within_next", value: { amount: 60, unit: "days" } }),
      ],
      [date({ op: "has_no_value" }), date({ op: "within_last", value: { amount: 60, unit: "days" } })],
    ];
    for (const pair of pairs) expect(findContradictions(one(...pair))).toHaveLength(1);
  });
});

describe("what a filter reads", () => {
  it("names stored attributes, events, programmes and the other side", () => {
    const filter = one(
      attribute("days_since_signup", { op: ">", value: 3 }),
      attribute("last_entered_poc_job", { op: "has_any_value" }),
      { kind: "attribute", of: "organisation", attribute: "arr", is: { op: ">", value: 1 } },
      { kind: "event", event: "Signed In" },
      { kind: "membership", of: "stage", slug: "trial", is: "in" },
    );
    expect(reads(filter)).toEqual({
      attributes: ["days_since_signup", "signup_date", "signed_up_at", "created_at", "last_entry_to_poc_job"],
      events: ["Signed In"],
      memberships: [{ kind: "stage", slug: "trial" }],
      organisationAttributes: ["arr"],
      people: null,
      readsOtherSide: true,
    });
    expect(reads(filter, "organisation")).toMatchObject({
      organisationAttributes: [],
      readsOtherSide: false,
    });
  });

  it("covers the people of an organisation, whose organisation is itself", () => {
    const filter = one({
      kind: "people",
      quantifier: "any",
      all: [
        { kind: "event", event: "Signed In" },
        { kind: "attribute", of: "organisation", attribute: "plan", is: { op: "is", value: "pro" } },
      ],
    });
    expect(reads(filter, "organisation")).toEqual({
      attributes: ["plan"],
      events: [],
      memberships: [],
      organisationAttributes: [],
      people: { attributes: [], events: ["Signed In"], memberships: [] },
      readsOtherSide: true,
    });
  });

  it("knows every stage for the days in the current one", () => {
    const { attributes } = reads(one(attribute("days_in_stage", { op: ">", value: 3 })));
    expect(readsAttribute(attributes, "last_entry_to_trial_stage")).toBe(true);
    expect(readsAttribute(attributes, "currently_member_of_trial_stage")).toBe(true);
    expect(readsAttribute(attributes, "last_entry_to_poc_job")).toBe(false);
  });
});
