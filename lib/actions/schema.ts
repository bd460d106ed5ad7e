import { z } from "zod";
import { KEY_PATTERN, LONGEST_NAME } from "@/lib/attribute-names";
import { filterSchema } from "@/lib/audiences/schema";
import { durationSchema } from "@/lib/time";

/*
 * The words of what can be done.
 *   moment    when an action fires: entry, step (between entry and the end), completion, exit.
 *   message   an email to the customer.        reminder  the same, after a delay, if the goal is not met.
 *   notify    a post to a Slack channel.       update    sets an attribute on the customer's record.
 *   when      a filter looked at when the action is due; if it does not match, the action is skipped.
 */
export const moments = ["entry", "step", "completion", "exit"] as const;
export type Moment = (typeof moments)[number];

export const actionKinds = ["message", "reminder", "notify", "update"] as const;
export type ActionKind = (typeof actionKinds)[number];

/** Fixed for ever within its programme: the ledger's key and the step name of its Inngest run. */
export const stepIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, "A step id is lower-case words joined by hyphens.");

/** From whom: shown as "Anna at Autodesk <anna@notifications.autodesk.com>". Absent: the workspace's default sender. */
export const senderSchema = z.strictObject({ name: z.string().min(1).max(100), address: z.email() });

/** Whom an organisation's job writes to. */
export const recipientsSchema = z.discriminatedUnion("to", [
  z.strictObject({ to: z.literal("primary_contact") }),
  z.strictObject({ to: z.literal("everyone") }),
  z.strictObject({ to: z.literal("people"), matching: filterSchema }),
]);

const email = {
  sender: senderSchema.optional(),
  subject: z.string().max(500),
  body: z.string().max(50_000),
  format: z.enum(["plain", "html"]).default("plain"),
  recipients: recipientsSchema.default({ to: "primary_contact" }),
};
const common = { id: stepIdSchema, when: filterSchema.optional() };

/** What an attribute is set to. */
export const valueSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("literal"),
    value: z.union([z.string().max(10_000), z.number(), z.boolean()]),
  }),
  z.strictObject({ kind: z.literal("now") }),
  z.strictObject({ kind: z.literal("attribute"), attribute: z.string().min(1).max(LONGEST_NAME) }),
  z.strictObject({ kind: z.literal("increase"), by: z.number() }),
  z.strictObject({ kind: z.literal("empty") }),
]);

export const messageSchema = z.strictObject({ kind: z.literal("message"), ...common, ...email });
export const reminderSchema = z.strictObject({
  kind: z.literal("reminder"),
  ...common,
  delay: durationSchema,
  ...email,
});
export const notifySchema = z.strictObject({
  kind: z.literal("notify"),
  ...common,
  /** "#customer-alerts" or a channel id. */
  channel: z.string().min(1).max(100),
  text: z.string().max(20_000),
});
export const updateSchema = z.strictObject({
  kind: z.literal("update"),
  ...common,
  attribute: z.string().regex(KEY_PATTERN, "An attribute name is lower-case words joined by underscores."),
  value: valueSchema,
  /** The author knows that another tool owns this attribute. */
  overwriteOwned: z.boolean().default(false),
});

/** What may stand in the entry, completion and exit lanes: immediate, no waits. */
export const immediateActionSchema = z.discriminatedUnion("kind", [
  messageSchema,
  notifySchema,
  updateSchema,
]);
export const actionSchema = z.discriminatedUnion("kind", [
  messageSchema,
  reminderSchema,
  notifySchema,
  updateSchema,
]);

export type MessageAction = z.infer<typeof messageSchema>;
export type ReminderAction = z.infer<typeof reminderSchema>;
export type NotifyAction = z.infer<typeof notifySchema>;
export type UpdateAction = z.infer<typeof updateSchema>;
export type ImmediateAction = z.infer<typeof immediateActionSchema>;
export type Action = z.infer<typeof actionSchema>;
export type Sender = z.infer<typeof senderSchema>;
export type AttributeValue = z.infer<typeof valueSchema>;
