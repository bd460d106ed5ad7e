import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import type { Entity } from "@/lib/profiles/schema";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { Duration } from "@/lib/time";

/*
 * The words of an audience.
 *   filter     groups joined by OR; a group is conditions joined by AND. An empty filter, and an empty group, match nobody.
 *   condition  one question about a customer at a moment: an attribute, how often an event happened, membership of a programme,
 *              or (for an organisation) how many of its people match.
 *   facts      what is known of one customer, loaded once and looked at by pure rules.
 * The same filter serves audiences, exclusions, goals, cohorts and `when`. Two readers must agree: evaluate.ts and to-sql.ts.
 * Types only, so that a browser can hold a filter; filter-schema.ts reads one that somebody sent.
 */

/** Operators by the type of value they compare. A missing value, or one of another type, makes a comparison false; the negative ones (is_not, does_not_contain, matches_none_of) true. */
export const operators = {
  text: [
    "is",
    "is_not",
    "contains",
    "does_not_contain",
    "starts_with",
    "ends_with",
    "is_one_of",
    "matches_none_of",
  ],
  number: ["=", "!=", "<", "<=", ">", ">=", "between"],
  boolean: ["is_true", "is_false"],
  date: ["more_than_ago", "less_than_ago", "within_last", "within_next", "before", "after"],
  any: ["has_any_value", "has_no_value"],
} as const;

/** How much each part of a filter may hold. The schema refuses more; a browser stops in time. */
export const filterLimits = {
  groups: 50,
  conditionsOfGroup: 50,
  text: 1_000,
  texts: 500,
  event: 200,
  property: 200,
  properties: 10,
  times: 10_000,
  atLeast: 10_000,
  conditionsOfPeople: 20,
} as const;

/** The comparison itself, without what is compared: used for attributes and for properties of events. */
export type Comparison =
  | {
      op: "is" | "is_not" | "contains" | "does_not_contain" | "starts_with" | "ends_with";
      value: string;
    }
  | { op: "is_one_of" | "matches_none_of"; values: string[] }
  | { op: NumberSign; value: number }
  | { op: "between"; from: number; to: number }
  | { op: "is_true" | "is_false" }
  /** Age: "more than 3 days ago" is earlier than now - 3 days. within_last: between now - N and now. within_next: between now and now + N. */
  | { op: "more_than_ago" | "less_than_ago" | "within_last" | "within_next"; value: Duration }
  | { op: "before" | "after"; value: string }
  | { op: "has_any_value" | "has_no_value" };
export type NumberSign = "=" | "!=" | "<" | "<=" | ">" | ">=";

export interface AttributeCondition {
  kind: "attribute";
  /** Whose attribute: the customer's own, or (for a person) the organisation's. */
  of: "self" | "organisation";
  /** A catalogue key, or a built-in: days_since_<date attribute>, days_in_stage. */
  attribute: string;
  is: Comparison;
}

/** How often an event happened. "Has not done X" is { op: "=", times: 0 }. */
export interface EventCondition {
  kind: "event";
  event: string;
  count: { op: NumberSign; times: number };
  /** Absent: ever (in a goal: since the entry of this pass, unless the goal says ever). */
  within?: Duration | undefined;
  where: { property: string; is: Comparison }[];
}

/** Standing in a programme. */
export interface MembershipCondition {
  kind: "membership";
  of: ProgrammeKind;
  slug: string;
  is: "in" | "not_in" | "has_entered" | "has_never_entered" | "has_completed" | "has_exited";
}

/** For organisations: how many of its people match all of these. `all` is false for an organisation without people. */
export interface PeopleCondition {
  kind: "people";
  quantifier: "any" | "all" | { atLeast: number };
  all: PlainCondition[];
}

interface Conditions {
  attribute: AttributeCondition;
  event: EventCondition;
  membership: MembershipCondition;
  people: PeopleCondition;
}
export type ConditionKind = keyof Conditions;
/** A condition of one kind, in the form in which a table over the kinds can be asked about any of them. */
export type ConditionOf<Kind extends ConditionKind> = { [K in Kind]: { kind: K } & Conditions[K] }[Kind];
export type Condition = Conditions[ConditionKind];
/** What may be asked of each of an organisation's people. */
export type PlainCondition = AttributeCondition | EventCondition | MembershipCondition;
export interface Group {
  all: Condition[];
}
export interface Filter {
  any: Group[];
}

/** Something a customer did. */
export interface EventFact {
  /** Of the event row; null in simulations. */
  id: string | null;
  name: string;
  at: Date;
  properties: Record<string, unknown>;
  /** When it was first applied to this customer, in the order of ids; only of what may count late for a goal. */
  applied?: string;
}

/** Where a customer stands, or stood last, in a programme. */
export interface MembershipFact {
  kind: ProgrammeKind;
  slug: string;
  open: boolean;
  everCompleted: boolean;
  everExited: boolean;
}

/** Attribute values as stored: text, number, boolean, date as canonical ISO text (2026-03-01T00:00:00.000Z), or any JSON. null = no value. */
export type Attributes = Readonly<Record<string, unknown>>;

/** What is known of one customer. Holds at least everything that the filters asked of it read. */
export interface Facts {
  entity: Entity;
  /** Through which attributes are read. Absent: nothing is catalogued. */
  types?: AttributeTypes;
  attributes: Attributes;
  events: readonly EventFact[];
  memberships: readonly MembershipFact[];
  /** The organisation a person's organisation conditions speak of; null when there is none. */
  organisation: { attributes: Attributes } | null;
  /** The people of an organisation, for `people` conditions. */
  people: readonly Pick<Facts, "attributes" | "events" | "memberships">[];
}

/** One condition as it was seen: for "why" and for the near miss. */
export interface ConditionTrace {
  /** Where in the filter, e.g. "any[0].all[1]". */
  path: string;
  verdict: boolean;
  /** The value it saw: attribute value, event count, standing, number of people. */
  saw: unknown;
  /** The earliest moment at which time alone could change this verdict. */
  nextChange: Date | null;
}

export interface Evaluation {
  verdict: boolean;
  trace: ConditionTrace[];
  /** Never later than the truth: the verdict is constant in [now, nextChange). */
  nextChange: Date | null;
}
