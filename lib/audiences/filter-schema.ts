import { z } from "zod";
import { KEY_PATTERN } from "@/lib/attribute-names";
import { blankOr } from "@/lib/audiences/blank-or";
import { durationSchema } from "@/lib/audiences/duration-schema";
import { filterLimits } from "@/lib/audiences/schema";
import { programmeKinds } from "@/lib/programme-kinds";

/*
 * Reads a filter that somebody sent into what schema.ts describes; a test of the types holds the two together. Names that its author has
 * not chosen yet may be empty: that can be saved, and the checks refuse to publish it.
 */

const key = blankOr(KEY_PATTERN, "An attribute name is lower-case words joined by underscores.");
const text = z.string().max(filterLimits.text);
const instantText = z.iso.datetime({ offset: true });
const sign = z.enum(["=", "!=", "<", "<=", ">", ">="]);

export const comparisonSchema = z.discriminatedUnion("op", [
  z.strictObject({
    op: z.enum(["is", "is_not", "contains", "does_not_contain", "starts_with", "ends_with"]),
    value: text,
  }),
  z.strictObject({
    op: z.enum(["is_one_of", "matches_none_of"]),
    values: z.array(text).min(1).max(filterLimits.texts),
  }),
  z.strictObject({ op: sign, value: z.number() }),
  z.strictObject({ op: z.literal("between"), from: z.number(), to: z.number() }),
  z.strictObject({ op: z.enum(["is_true", "is_false"]) }),
  z.strictObject({
    op: z.enum(["more_than_ago", "less_than_ago", "within_last", "within_next"]),
    value: durationSchema,
  }),
  z.strictObject({ op: z.enum(["before", "after"]), value: instantText }),
  z.strictObject({ op: z.enum(["has_any_value", "has_no_value"]) }),
]);

const attributeSchema = z.strictObject({
  kind: z.literal("attribute"),
  of: z.enum(["self", "organisation"]).default("self"),
  attribute: key,
  is: comparisonSchema,
});

const eventSchema = z.strictObject({
  kind: z.literal("event"),
  event: z.string().max(filterLimits.event),
  count: z
    .strictObject({ op: sign, times: z.int().min(0).max(filterLimits.times) })
    .default({ op: ">=", times: 1 }),
  within: durationSchema.optional(),
  where: z
    .array(z.strictObject({ property: z.string().max(filterLimits.property), is: comparisonSchema }))
    .max(filterLimits.properties)
    .default([]),
});

const membershipSchema = z.strictObject({
  kind: z.literal("membership"),
  of: z.enum(programmeKinds),
  slug: z.string().max(80),
  is: z.enum(["in", "not_in", "has_entered", "has_never_entered", "has_completed", "has_exited"]),
});

const peopleSchema = z.strictObject({
  kind: z.literal("people"),
  quantifier: z.union([
    z.literal("any"),
    z.literal("all"),
    z.strictObject({ atLeast: z.int().min(1).max(filterLimits.atLeast) }),
  ]),
  all: z
    .array(z.discriminatedUnion("kind", [attributeSchema, eventSchema, membershipSchema]))
    .min(1)
    .max(filterLimits.conditionsOfPeople),
});

export const conditionSchema = z.discriminatedUnion("kind", [
  attributeSchema,
  eventSchema,
  membershipSchema,
  peopleSchema,
]);
const groupSchema = z.strictObject({ all: z.array(conditionSchema).max(filterLimits.conditionsOfGroup) });
export const filterSchema = z.strictObject({ any: z.array(groupSchema).max(filterLimits.groups) });
