import { z } from "zod";

/*
 * The words of other tools' payloads.
 *   source    where a value comes from: "$" and a path into what was sent ("$.user.id", "$.items[0].sku"), or the literal itself.
 *   mapping   which source fills which part of an event, for tools that do not speak Segment's shape.
 */
export const PATH = /^\$(?:\.[^.[\]]+|\[\d+\])*$/;

const source = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (text) => !text.startsWith("$") || PATH.test(text),
    'A path reads like "$.user.id" or "$.items[0].name".',
  );

/** The config of an integration of kind "webhook". */
export const webhookMappingSchema = z.strictObject({
  type: z.enum(["track", "identify", "group"]).default("track"),
  /** The name of what happened; a track call needs it. */
  event: source.optional(),
  userId: source.optional(),
  anonymousId: source.optional(),
  email: source.optional(),
  groupId: source.optional(),
  /** Map it where the tool sends one: its repeated deliveries then count once. */
  messageId: source.optional(),
  occurredAt: source.optional(),
  /** Properties, or traits, by name; without it the whole of what was sent. */
  properties: z.record(z.string().min(1).max(255), source).optional(),
  /** History: updates profiles, enters nobody. */
  import: z.boolean().default(false),
});
export type WebhookMapping = z.infer<typeof webhookMappingSchema>;
