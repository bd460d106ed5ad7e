import fc from "fast-check";
import { comparisonSchema } from "@/lib/audiences/filter-schema";
import type {
  Comparison,
  Condition,
  EventCondition,
  Filter,
  Group,
  PlainCondition,
} from "@/lib/audiences/schema";
import { duration, moment, number, text } from "./arbitraries";
import { perPlace } from "./place";
import { attributeKeys, eventNames, programmes, propertyNames } from "./words";

/* Filters that ask for everything, mostly about what wild customers have. */
const counted = "days_since_signup days_since_created days_since_renewal days_in_stage days_since_имя".split(
  " ",
);
const askedKeys = [
  ...attributeKeys,
  ...counted,
  ..."plan created_at created_at renewal_date days_since_signup days_in_stage".split(" "),
  ..."organisation_name last_entered_trial_stage constructor gro\u0308ße".split(" "),
];
const dateOperators = [
  "more_than_ago" as const,
  "less_than_ago" as const,
  "within_last" as const,
  "within_next" as const,
];
const textOperators = [
  "is" as const,
  "is_not" as const,
  "contains" as const,
  "does_not_contain" as const,
  "starts_with" as const,
  "ends_with" as const,
];
export const comparison = perPlace((here): fc.Arbitrary<Comparison> => {
  const bound = fc.oneof(
    moment(here).map((date) => date.toISOString()),
    fc.constantFrom("0000-01-01T00:00:00Z", "2026-03-01T00:00:00+02:00"),
  );
  const asked = fc.oneof(
    { weight: 9, arbitrary: text },
    { weight: 1, arbitrary: fc.constantFrom("\0", "\ud800", "a\udc00") },
  );
  return fc
    .oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          op: fc.constantFrom("is", "is_not", "contains", "does_not_contain", "starts_with", "ends_with"),
          value: asked,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          op: fc.constantFrom("is_one_of", "matches_none_of"),
          values: fc.array(asked, { minLength: 1, maxLength: 4 }),
        }),
      },
      {
        weight: 5,
        arbitrary: fc.record({ op: fc.constantFrom("=", "!=", "<", "<=", ">", ">="), value: number }),
      },
      { weight: 2, arbitrary: fc.record({ op: fc.constant("between"), from: number, to: number }) },
      { weight: 1, arbitrary: fc.record({ op: fc.constantFrom("is_true", "is_false") }) },
      {
        weight: 8,
        arbitrary: fc.record({
          op: fc.constantFrom("more_than_ago", "less_than_ago", "within_last", "within_next"),
          value: duration,
        }),
      },
      { weight: 2, arbitrary: fc.record({ op: fc.constantFrom("before", "after"), value: bound }) },
      { weight: 2, arbitrary: fc.record({ op: fc.constantFrom("has_any_value", "has_no_value") }) },
    )
    .map((drawn) => comparisonSchema.parse(drawn));
});

export const plainCondition = perPlace((here): fc.Arbitrary<PlainCondition> => {
  const attribute = fc.record({
    kind: fc.constant("attribute" as const),
    of: fc.constantFrom("self" as const, "self" as const, "organisation" as const),
    attribute: fc.constantFrom(...askedKeys),
    is: comparison(here),
  });
  const worded = fc.record({
    kind: fc.constant("attribute" as const),
    of: fc.constant("self" as const),
    attribute: fc.constant("plan"),
    is: fc.record({
      op: fc.constantFrom(...textOperators),
      value: text,
    }),
  });
  const counted = fc.record({
    kind: fc.constant("attribute" as const),
    of: fc.constant("self" as const),
    attribute: fc.constantFrom(
      "days_since_signup",
      "days_since_created",
      "days_since_renewal",
      "days_in_stage",
    ),
    is: fc.record({
      op: fc.constantFrom(
        "=" as const,
        "!=" as const,
        "<" as const,
        "<=" as const,
        ">" as const,
        ">=" as const,
      ),
      value: fc.constantFrom(-1, 0, 0.5, 1, 2, 7, 30),
    }),
  });
  const membership = fc
    .tuple(
      fc.constantFrom(...programmes),
      fc.constantFrom("in", "not_in", "has_entered", "has_never_entered", "has_completed", "has_exited"),
    )
    .map(([{ kind, slug }, is]) => ({ kind: "membership" as const, of: kind, slug, is }));
  return fc.oneof(
    { weight: 4, arbitrary: attribute },
    { weight: 1, arbitrary: counted },
    { weight: 1, arbitrary: worded },
    { weight: 4, arbitrary: eventCondition(here) },
    { weight: 1, arbitrary: membership },
  );
});

const eventCondition = perPlace((here): fc.Arbitrary<EventCondition> => {
  const anyProperty = fc.record({ property: fc.constantFrom(...propertyNames, "\0"), is: comparison(here) });
  const due = fc.record({
    property: fc.constant("due"),
    is: fc.record({ op: fc.constantFrom(...dateOperators), value: duration }),
  });
  const where = fc.oneof(anyProperty, due);
  return fc
    .record({
      kind: fc.constant("event" as const),
      event: fc.constantFrom(...eventNames, "Never Seen", "\0"),
      count: fc.record({
        op: fc.constantFrom(
          "=" as const,
          "!=" as const,
          "<" as const,
          "<=" as const,
          ">" as const,
          ">=" as const,
        ),
        times: fc.nat({ max: 4 }),
      }),
      within: fc.option(duration, { nil: undefined }),
      where: fc.oneof(
        { weight: 2, arbitrary: fc.constant<EventCondition["where"]>([]) },
        { weight: 1, arbitrary: fc.array(where, { maxLength: 2 }) },
      ),
    })
    .map(({ within, ...rest }) => (within ? { ...rest, within } : rest));
});

export const condition = perPlace((here): fc.Arbitrary<Condition> => {
  const people = fc.record({
    kind: fc.constant("people" as const),
    quantifier: fc.oneof(
      fc.constantFrom("any" as const, "all" as const),
      fc.record({ atLeast: fc.integer({ min: 1, max: 3 }) }),
    ),
    all: fc.array(plainCondition(here), { minLength: 1, maxLength: 2 }),
  });
  return fc.oneof({ weight: 5, arbitrary: plainCondition(here) }, { weight: 1, arbitrary: people });
});

/** Mostly one to three groups of one to three conditions; now and then an empty one. */
export const filter = perPlace((here): fc.Arbitrary<Filter> => {
  const single = condition(here).map((one) => ({ any: [{ all: [one] }] }));
  const filled = fc.record({ all: fc.array(condition(here), { minLength: 1, maxLength: 3 }) });
  const group = fc.oneof(
    { weight: 19, arbitrary: filled },
    { weight: 1, arbitrary: fc.constant<Group>({ all: [] }) },
  );
  const some = fc.record({ any: fc.array(group, { minLength: 1, maxLength: 3 }) });
  return fc.oneof(
    { weight: 8, arbitrary: single },
    { weight: 11, arbitrary: some },
    { weight: 1, arbitrary: fc.constant<Filter>({ any: [] }) },
  );
});
