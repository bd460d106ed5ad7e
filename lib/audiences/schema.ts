import { z } from "zod";
import { KEY_PATTERN } from "@/lib/attribute-names";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import type { Entity } from "@/lib/profiles/schema";
import { durationSchema } from "@/lib/time";

/*
 * The words of an audience.
 *   filter     groups joined by OR; a group is conditions joined by AND. An empty filter, and an empty group, match nobody.
 *   condition  one question about a customer at a moment: an attribute, how often an event happened, membership of a programme,
 *              or (for an organisation) how many of its people match.
 *   facts      what is known of one customer, loaded once and looked at by pure rules.
 * The same filter serves audiences, exclusions, goals, cohorts and `when`. Two readers must agree: evaluate.ts and to-sql.ts.
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

const key = z.string().regex(KEY_PATTERN, "An attribute name is lower-case words joined by underscores.");
const text = z.string().max(1000);
const instantText = z.iso.datetime({ offset: true });

/** The comparison itself, without what is compared: used for attributes and for properties of events. */
export const comparisonSchema = z.discriminatedUnion("op", [
  z.strictObject({
    op: z.enum(["is", "is_not", "contains", "does_not_contain", "starts_with", "ends_with"]),
    value: text,
  }),
  z.strictObject({ op: z.enum(["is_one_of", "matches_none_of"]), values: z.array(text).min(1).max(500) }),
  z.strictObject({ op: z.enum(["=", "!=", "<", "<=", ">", ">="]), value: z.number() }),
  z.strictObject({ op: z.literal("between"), from: z.number(), to: z.number() }),
  z.strictObject({ op: z.enum(["is_true", "is_false"]) }),
  /** Age: "more than 3 days ago" is earlier than now - 3 days. within_last: between now - N and now. within_next: between now and now + N. */
  z.strictObject({
    op: z.enum(["more_than_ago", "less_than_ago", "within_last", "within_next"]),
    value: durationSchema,
  }),
  z.strictObject({ op: z.enum(["before", "after"]), value: instantText }),
  z.strictObject({ op: z.enum(["has_any_value", "has_no_value"]) }),
]);
export type Comparison = z.infer<typeof comparisonSchema>;

export const attributeConditionSchema = z.strictObject({
  kind: z.literal("attribute"),
  /** Whose attribute: the customer's own, or (for a person) the organisation's. */
  of: z.enum(["self", "organisation"]).default("self"),
  /** A catalogue key, or a built-in: days_since_<date attribute>, days_in_stage. */
  attribute: key,
  is: comparisonSchema,
});

/** How often an event happened. "Has not done X" is { op: "=", times: 0 }. */
export const eventConditionSchema = z.strictObject({
  kind: z.literal("event"),
  event: z.string().min(1).max(200),
  count: z
    .strictObject({ op: z.enum(["=", "!=", "<", "<=", ">", ">="]), times: z.int().min(0).max(10_000) })
    .default({ op: ">=", times: 1 }),
  /** Absent: ever (in a goal: since the entry of this pass, unless the goal says ever). */
  within: durationSchema.optional(),
  where: z
    .array(z.strictObject({ property: z.string().min(1).max(200), is: comparisonSchema }))
    .max(10)
    .default([]),
});

/** Standing in a programme. Cohorts will be a further `of`. */
export const membershipConditionSchema = z.strictObject({
  kind: z.literal("membership"),
  of: z.enum(["job", "behaviour", "stage"]),
  slug: z.string().min(1).max(80),
  is: z.enum(["in", "not_in", "has_entered", "has_never_entered", "has_completed", "has_exited"]),
});

const plainConditionSchema = z.discriminatedUnion("kind", [
  attributeConditionSchema,
  eventConditionSchema,
  membershipConditionSchema,
]);

/** For organisations: how many of its people match all of these. `all` is false for an organisation without people. */
export const peopleConditionSchema = z.strictObject({
  kind: z.literal("people"),
  quantifier: z.union([
    z.literal("any"),
    z.literal("all"),
    z.strictObject({ atLeast: z.int().min(1).max(10_000) }),
  ]),
  all: z.array(plainConditionSchema).min(1).max(20),
});

export const conditionSchema = z.discriminatedUnion("kind", [
  attributeConditionSchema,
  eventConditionSchema,
  membershipConditionSchema,
  peopleConditionSchema,
]);
export const groupSchema = z.strictObject({ all: z.array(conditionSchema).max(50) });
export const filterSchema = z.strictObject({ any: z.array(groupSchema).max(50) });

export type AttributeCondition = z.infer<typeof attributeConditionSchema>;
export type EventCondition = z.infer<typeof eventConditionSchema>;
export type MembershipCondition = z.infer<typeof membershipConditionSchema>;
export type PeopleCondition = z.infer<typeof peopleConditionSchema>;
export type PlainCondition = z.infer<typeof plainConditionSchema>;
export type Condition = z.infer<typeof conditionSchema>;
export type Group = z.infer<typeof groupSchema>;
export type Filter = z.infer<typeof filterSchema>;

export type { Entity };

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
  kind: "job" | "behaviour" | "stage";
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
