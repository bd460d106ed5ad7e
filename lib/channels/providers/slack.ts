import "server-only";
import { z } from "zod";
import type { Credentials, Seen, SendResult } from "@/lib/channels/schema";
import type { NotePayload } from "@/lib/channels/slack";
import { AppError } from "@/lib/errors";
import { isToken, readSlackError, slackClient, slackErrorWord } from "./slack-client";

export interface SlackChannel {
  id: string;
  name: string;
  /** Whether Trig's bot may post there already. */
  isMember: boolean;
}

const EVENT_TYPE = "trig_delivery";
/** Answers to a look-up by email that will not change by asking again. */
const NOBODY: ReadonlySet<string> = new Set([
  "users_not_found",
  "user_not_found",
  "user_not_visible",
  "missing_scope",
  "invalid_arguments",
]);
const UNUSABLE_TOKEN = {
  outcome: "refused",
  code: "provider_auth",
  detail: "The stored token cannot be a token of Slack's: connect Slack again.",
} as const;
const CHANNEL_ID = /^[CGD][A-Z0-9]{6,}$/;
const PAGE = 200;
const MOST_PAGES = 10;
const MOST_PAGES_OF_CHANNELS = 100;
const LISTED_WITHIN_MS = 30_000;
/** Slack's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 60_000;

const timestamp = z.string().regex(/^\d{1,20}\.\d{1,20}$/);
const userId = z.string().regex(/^[A-Z0-9]{1,50}$/);
/** Where the next page of a list starts; "" at its end. */
const next = z
  .object({ next_cursor: z.string().default("") })
  .optional()
  .transform((metadata) => metadata?.next_cursor ?? "");
const historySchema = z.object({
  messages: z.array(z.looseObject({ ts: timestamp, metadata: z.unknown() })),
  has_more: z.boolean().optional(),
  response_metadata: next,
});
const channelsSchema = z.object({
  channels: z.array(
    z.object({
      id: z.string().optional(),
      name: z.string().optional(),
      is_member: z.boolean().default(false),
    }),
  ),
  response_metadata: next,
});
const metadataSchema = z.looseObject({ event_payload: z.looseObject({ delivery_id: z.string() }) });

/** Posts one note. Slack does not deduplicate: the delivery's id travels with it, so that it can be found again. */
export async function postNote(
  credentials: Credentials,
  payload: NotePayload,
  deliveryId: string,
): Promise<SendResult> {
  if (!isToken(credentials.secret)) return UNUSABLE_TOKEN;
  try {
    const answer = await slackClient(credentials).chat.postMessage({
      ...payload,
      // Without blocks, only this keeps a customer's asterisks from turning into formatting.
      mrkdwn: payload.blocks !== undefined,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: EVENT_TYPE, event_payload: { delivery_id: deliveryId } },
    });
    const ts = timestamp.safeParse(answer.ts);
    if (ts.success) return { outcome: "sent", providerId: ts.data };
    return { outcome: "unknown", detail: "Slack answered without a timestamp." };
  } catch (error) {
    return readSlackError(error);
  }
}

/** Looks for a note whose posting had no clear answer; its channel may be given by name or by id. */
export async function lookForNote(
  credentials: Credentials,
  { channel }: NotePayload,
  deliveryId: string,
  since: Date,
): Promise<Seen> {
  try {
    const channelId = CHANNEL_ID.test(channel) ? channel : await channelIdOf(credentials, channel);
    if (channelId) return await findPostedNote(credentials, channelId, deliveryId, since.getTime());
    return { seen: "cannot_look", detail: `Slack lists no channel ${channel}.`, worthAskingAgain: false };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { seen: "cannot_look", detail: error.message, worthAskingAgain: true };
  }
}

async function channelIdOf(credentials: Credentials, name: string): Promise<string | null> {
  const channels = await listChannels(credentials);
  return channels.find((channel) => channel.name === name.replace(/^#/, ""))?.id ?? null;
}

/** Looks for a note whose posting had no clear answer. `oldestMs` is when its first attempt left, real time. */
export async function findPostedNote(
  credentials: Credentials,
  channelId: string,
  deliveryId: string,
  oldestMs: number,
): Promise<Seen> {
  const client = slackClient(credentials);
  const oldest = String((oldestMs - CLOCK_SKEW_MS) / 1000);
  let cursor = "";
  try {
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = historySchema.parse(
        await client.conversations.history({
          channel: channelId,
          oldest,
          limit: PAGE,
          include_all_metadata: true,
          ...(cursor ? { cursor } : {}),
        }),
      );
      const found = answer.messages.find((message) => deliveryIdOf(message.metadata) === deliveryId);
      if (found) return { seen: "found", providerId: found.ts };
      cursor = answer.response_metadata;
      // Only a history that was read to its end proves that a note is not in it.
      if (!cursor && answer.has_more) throw new Error("Slack has more messages, and did not say where.");
      if (!cursor) return { seen: "absent" };
    }
    return {
      seen: "cannot_look",
      detail: "Too many messages in the channel since then.",
      worthAskingAgain: false,
    };
  } catch (error) {
    const { outcome, detail } = readSlackError(error);
    return { seen: "cannot_look", detail, worthAskingAgain: outcome !== "refused" };
  }
}

/**
 * The Slack user behind an email address; null when Slack knows nobody, or may not tell us.
 * Throws unavailable when it is worth asking again, unauthorised when the connection itself is refused.
 */
export async function lookupSlackUser(credentials: Credentials, email: string): Promise<string | null> {
  try {
    const answer = await slackClient(credentials).users.lookupByEmail({ email });
    return userId.safeParse(answer.user?.id).data ?? null;
  } catch (error) {
    const word = slackErrorWord(error);
    if (word !== null && NOBODY.has(word)) return null;
    const failure = readSlackError(error);
    const isRefused = failure.outcome === "refused";
    // A refusal of this look-up alone must not hold up other notes: nobody is pinged.
    if (isRefused && failure.code !== "provider_auth") return null;
    const code = isRefused ? "unauthorised" : "unavailable";
    throw new AppError(code, `Slack could not say who ${email} is: ${failure.detail}`);
  }
}

/** Every channel that notes can be posted to. */
export async function listChannels(credentials: Credentials): Promise<SlackChannel[]> {
  const client = slackClient(credentials);
  const endAt = performance.now() + LISTED_WITHIN_MS;
  const channels: SlackChannel[] = [];
  let cursor = "";
  try {
    for (let page = 0; page < MOST_PAGES_OF_CHANNELS && performance.now() < endAt; page++) {
      const answer = channelsSchema.parse(
        await client.conversations.list({
          types: "public_channel,private_channel",
          exclude_archived: true,
          limit: PAGE,
          ...(cursor ? { cursor } : {}),
        }),
      );
      for (const { id, name, is_member } of answer.channels)
        if (id && name) channels.push({ id, name, isMember: is_member });
      if (!answer.response_metadata) return channels;
      if (answer.response_metadata === cursor) throw new Error("the list does not go on.");
      cursor = answer.response_metadata;
    }
  } catch (error) {
    throw new AppError("unavailable", `Slack did not list its channels: ${readSlackError(error).detail}`);
  }
  throw new AppError("unavailable", "Slack did not list its channels: there is no end to them.");
}

function deliveryIdOf(metadata: unknown): string | null {
  return metadataSchema.safeParse(metadata).data?.event_payload.delivery_id ?? null;
}
