import "server-only";
import { AppError } from "@/lib/errors";
import type { NotePayload, SendResult } from "./schema";
import { readSlackError, type SlackCredentials, slackClient, slackErrorWord } from "./slack-client";

export interface SlackChannel {
  id: string;
  name: string;
  /** Whether Trig's bot may post there already. */
  isMember: boolean;
}

export type PostedNote =
  | { seen: "found"; providerId: string }
  | { seen: "absent" }
  /** worthAskingAgain: Slack itself is in trouble, rather than our right to look. */
  | { seen: "cannot_look"; detail: string; worthAskingAgain: boolean };

const EVENT_TYPE = "trig_delivery";
/** Answers to a look-up by email that will not change by asking again. */
const NOBODY: ReadonlySet<string> = new Set([
  "users_not_found",
  "user_not_found",
  "user_not_visible",
  "missing_scope",
  "invalid_arguments",
]);
const PAGE = 200;
const MOST_PAGES = 10;
/** Slack's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 60_000;

/** Posts one note. Slack does not deduplicate: the delivery's id travels with it, so that it can be found again. */
export async function postNote(
  credentials: SlackCredentials,
  payload: NotePayload,
  deliveryId: string,
): Promise<SendResult> {
  try {
    const answer = await slackClient(credentials).chat.postMessage({
      ...payload,
      // Without blocks nothing keeps a customer's asterisks from turning into formatting but this.
      mrkdwn: payload.blocks !== undefined,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: EVENT_TYPE, event_payload: { delivery_id: deliveryId } },
    });
    if (answer.ts) return { outcome: "sent", providerId: answer.ts };
    return { outcome: "unknown", detail: "Slack answered without a timestamp." };
  } catch (error) {
    return readSlackError(error);
  }
}

/** Looks for a note whose posting had no clear answer. `oldestMs` is when its first attempt left, real time. */
export async function findPostedNote(
  credentials: SlackCredentials,
  channelId: string,
  deliveryId: string,
  oldestMs: number,
): Promise<PostedNote> {
  const client = slackClient(credentials);
  const oldest = String((oldestMs - CLOCK_SKEW_MS) / 1000);
  let cursor: string | undefined;
  try {
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = await client.conversations.history({
        channel: channelId,
        oldest,
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor ? { cursor } : {}),
      });
      const found = answer.messages?.find((message) => deliveryIdOf(message.metadata) === deliveryId);
      if (found?.ts) return { seen: "found", providerId: found.ts };
      cursor = answer.response_metadata?.next_cursor;
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
export async function lookupSlackUser(credentials: SlackCredentials, email: string): Promise<string | null> {
  try {
    const answer = await slackClient(credentials).users.lookupByEmail({ email });
    return answer.user?.id ?? null;
  } catch (error) {
    const word = slackErrorWord(error);
    if (word !== null && NOBODY.has(word)) return null;
    const failure = readSlackError(error);
    const isRefused = failure.outcome === "refused";
    // A refusal of this look-up alone must not hold up the notes of others: nobody is pinged.
    if (isRefused && failure.code !== "provider_auth") return null;
    const code = isRefused ? "unauthorised" : "unavailable";
    throw new AppError(code, `Slack could not say who ${email} is: ${failure.detail}`);
  }
}

/** Every channel that notes can be posted to. */
export async function listChannels(credentials: SlackCredentials): Promise<SlackChannel[]> {
  const client = slackClient(credentials);
  const channels: SlackChannel[] = [];
  let cursor: string | undefined;
  try {
    do {
      const answer = await client.conversations.list({
        types: "public_channel,private_channel",
        exclude_archived: true,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      });
      for (const { id, name, is_member } of answer.channels ?? []) {
        if (id && name) channels.push({ id, name, isMember: is_member ?? false });
      }
      cursor = answer.response_metadata?.next_cursor;
    } while (cursor);
  } catch (error) {
    throw new AppError("unavailable", `Slack did not list its channels: ${readSlackError(error).detail}`);
  }
  return channels;
}

function deliveryIdOf(metadata: { event_payload?: object } | undefined): string | null {
  const payload = metadata?.event_payload;
  return payload && "delivery_id" in payload ? String(payload.delivery_id) : null;
}
