import "server-only";
import { sendEmail } from "@/lib/channels/email";
import { findPostedNote, listChannels, postNote } from "@/lib/channels/slack";
import type { SlackCredentials } from "@/lib/channels/slack-client";
import type { Settlement } from "@/lib/deliveries/ledger/record-outcomes";
import { answerOf } from "@/lib/deliveries/sender/answer-of";
import type { Account } from "@/lib/deliveries/sender/find-account";
import { type AttemptResult, type Outcome, outcomeOf } from "@/lib/deliveries/sender/outcome";
import { takeTurn } from "@/lib/deliveries/sender/pace";
import type { Ready } from "@/lib/deliveries/sender/prepare";
import { AppError } from "@/lib/errors";

const CHANNEL_ID = /^[CGD][A-Z0-9]{6,}$/;

/** How a sender writes into the ledger what it does with a delivery in its hands. */
export interface Ledger {
  /** False when somebody else holds it by now: then it may not be sent. */
  begin: (id: string) => Promise<boolean>;
  renew: (id: string) => Promise<boolean>;
  record: (settlement: Settlement) => Promise<unknown>;
}

/** Asks the provider once for one delivery and records the outcome; null when somebody else holds it by now. */
export async function attempt(ledger: Ledger, ready: Ready, account: Account): Promise<Outcome | null> {
  const { row } = ready;
  await takeTurn(account.id, account.requestsPerSecond);
  const attemptedAt = new Date();
  const result = await ask(ledger, ready, account);
  if (!result) return null;
  const channel = account.channel;
  const outcome = outcomeOf(
    result,
    { channel, attempts: row.attempts, unknownSince: row.firstAttemptAt },
    Math.random(),
  );
  await ledger.record({ id: row.id, attemptedAt, ...outcome });
  return outcome;
}

async function ask(ledger: Ledger, { row, request }: Ready, account: Account): Promise<AttemptResult | null> {
  if (account.channel === "email" && request.channel === "email") {
    if (!(await ledger.begin(row.id))) return null;
    return answerOf(sendEmail(account.credentials, request.payload, request.idempotencyKey));
  }
  if (account.channel !== "slack" || request.channel !== "slack")
    throw new Error(`Delivery ${row.id} has a request of another channel.`);
  // Slack does not know our keys: what may have been posted is looked for before it is posted again.
  if (row.firstAttemptAt) {
    if (!(await ledger.renew(row.id))) return null;
    const seen = await lookFor(
      account.credentials,
      request.payload.channel,
      request.idempotencyKey,
      row.firstAttemptAt,
    );
    if (seen) return seen;
  }
  if (!(await ledger.begin(row.id))) return null;
  return answerOf(postNote(account.credentials, request.payload, request.idempotencyKey));
}

/** What Slack's history says of a note; null when it is surely absent. */
async function lookFor(
  credentials: SlackCredentials,
  channel: string,
  key: string,
  since: Date,
): Promise<AttemptResult | null> {
  try {
    const channelId = CHANNEL_ID.test(channel) ? channel : await channelIdOf(credentials, channel);
    if (!channelId) return cannotLook(`Slack lists no channel ${channel}.`, false);
    const seen = await findPostedNote(credentials, channelId, key, since.getTime());
    if (seen.seen === "absent") return null;
    if (seen.seen === "found") return { outcome: "sent", providerId: seen.providerId };
    return cannotLook(seen.detail, seen.worthAskingAgain);
  } catch (error) {
    if (error instanceof AppError) return cannotLook(error.message, true);
    throw error;
  }
}

async function channelIdOf(credentials: SlackCredentials, name: string): Promise<string | null> {
  const channels = await listChannels(credentials);
  return channels.find((channel) => channel.name === name.replace(/^#/, ""))?.id ?? null;
}

function cannotLook(detail: string, worthAskingAgain: boolean): AttemptResult {
  return { outcome: "cannot_look", detail, worthAskingAgain };
}
