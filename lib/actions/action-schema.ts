import { z } from "zod";
import { type ActionKind, type ActionOf, actionLimits, STEP_ID_PATTERN } from "@/lib/actions/schema";
import { KEY_PATTERN, LONGEST_NAME } from "@/lib/attribute-names";
import { blankOr } from "@/lib/audiences/blank-or";
import { durationSchema } from "@/lib/audiences/duration-schema";
import { filterSchema } from "@/lib/audiences/filter-schema";

/*
 * Reads an action that somebody sent into what schema.ts describes; a test of the types holds the two together. What its author has not
 * filled in yet may be empty: that can be saved, and the checks refuse to publish it.
 */

export const stepIdSchema = z
  .string()
  .regex(STEP_ID_PATTERN, "A step id is lower-case words joined by hyphens.");

const senderSchema = z.strictObject({
  name: z.string().min(1).max(actionLimits.senderName),
  address: z.email(),
});

const recipientsSchema = z.discriminatedUnion("to", [
  z.strictObject({ to: z.literal("primary_contact") }),
  z.strictObject({ to: z.literal("everyone") }),
  z.strictObject({ to: z.literal("people"), matching: filterSchema }),
]);

const email = {
  sender: senderSchema.optional(),
  subject: z.string().max(actionLimits.subject),
  body: z.string().max(actionLimits.body),
  format: z.enum(["plain", "html"]).default("plain"),
  recipients: recipientsSchema.default({ to: "primary_contact" }),
};
const common = { id: stepIdSchema, when: filterSchema.optional() };

const valueSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("literal"),
    value: z.union([z.string().max(actionLimits.literal), z.number(), z.boolean()]),
  }),
  z.strictObject({ kind: z.literal("now") }),
  z.strictObject({ kind: z.literal("attribute"), attribute: z.string().max(LONGEST_NAME) }),
  z.strictObject({ kind: z.literal("increase"), by: z.number() }),
  z.strictObject({ kind: z.literal("empty") }),
]);

const messageSchema = z.strictObject({ kind: z.literal("message"), ...common, ...email });
const reminderSchema = z.strictObject({
  kind: z.literal("reminder"),
  ...common,
  delay: durationSchema,
  ...email,
});
export const notifySchema = z.strictObject({
  kind: z.literal("notify"),
  ...common,
  channel: z.string().max(actionLimits.channel),
  text: z.string().max(actionLimits.note),
});
export const updateSchema = z.strictObject({
  kind: z.literal("update"),
  ...common,
  attribute: blankOr(KEY_PATTERN, "An attribute name is lower-case words joined by underscores."),
  value: valueSchema,
  overwriteOwned: z.boolean().default(false),
});

/** How each kind is read; the lists below are of these. */
const schemas = {
  message: messageSchema,
  reminder: reminderSchema,
  notify: notifySchema,
  update: updateSchema,
} satisfies { [K in ActionKind]: z.ZodType<ActionOf<K>> };

export const immediateActionSchema = z.discriminatedUnion("kind", [
  schemas.message,
  schemas.notify,
  schemas.update,
]);
export const actionSchema = z.discriminatedUnion("kind", [
  schemas.message,
  schemas.reminder,
  schemas.notify,
  schemas.update,
]);
