import { z } from "zod";

/*
 * The words of the outside world.
 *   sent      the provider took it and gave it an id.
 *   refused   a definite no: nothing was sent, and the same request will be refused again.
 *   later     a definite not now: nothing was sent, the same request may go after a while.
 *   unknown   no clear answer: it may or may not have been sent.
 */
export const refusalCodes = [
  "provider_auth",
  "sender_refused",
  "invalid_request",
  "key_reused",
  "channel_not_found",
  "not_in_channel",
] as const;
/** provider_auth concerns every message of that channel, not just this one: hold the channel. */
export type RefusalCode = (typeof refusalCodes)[number];

type NotSent =
  | { outcome: "refused"; code: RefusalCode; detail: string }
  | { outcome: "later"; retryAfterMs: number; detail: string }
  | { outcome: "unknown"; retryAfterMs?: number; detail: string };
export type SendResult = { outcome: "sent"; providerId: string } | NotSent;
/** Of a batch call: one id for each message, in order, or one answer for all of them. */
export type BatchResult = { outcome: "sent"; providerIds: string[] } | NotSent;

/** How long we wait for a provider before its answer counts as unknown. Shorter than a sender's lease. */
export const PROVIDER_TIMEOUT_MS = 15_000;

/** The email provider takes at most so many messages in one call. */
export const EMAIL_BATCH_LIMIT = 100;

/** One email as it is asked of the provider; frozen before the first attempt. */
export const emailPayloadSchema = z.strictObject({
  from: z.string(),
  to: z.array(z.string()).min(1),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
});
export type EmailPayload = z.infer<typeof emailPayloadSchema>;

const style = z.strictObject({
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  strike: z.literal(true).optional(),
  code: z.literal(true).optional(),
});
const richElement = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string(), style: style.optional() }),
  z.strictObject({
    type: z.literal("link"),
    url: z.string(),
    text: z.string().optional(),
    style: style.optional(),
  }),
  z.strictObject({ type: z.literal("emoji"), name: z.string() }),
  z.strictObject({ type: z.literal("user"), user_id: z.string() }),
]);
const richSection = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(richElement) });
const richList = z.strictObject({
  type: z.literal("rich_text_list"),
  style: z.enum(["bullet", "ordered"]),
  /** How far the first number is from 1. */
  offset: z.int().positive().optional(),
  elements: z.array(richSection),
});
export const richTextSchema = z.strictObject({
  type: z.literal("rich_text"),
  elements: z.array(z.discriminatedUnion("type", [richSection, richList])),
});
export type RichElement = z.infer<typeof richElement>;
export type RichText = z.infer<typeof richTextSchema>;

/** One post as it is asked of Slack; frozen before the first attempt. `text` is what notifications and old clients show. */
export const notePayloadSchema = z.strictObject({
  channel: z.string(),
  text: z.string(),
  blocks: z.array(richTextSchema).optional(),
});
export type NotePayload = z.infer<typeof notePayloadSchema>;
