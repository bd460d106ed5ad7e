/*
 * The words of the outside world.
 *   channel      a way for something to reach somebody: by email, in Slack, or on a customer's record. See channels.ts.
 *   provider     who carries the messages of a channel. See providers.ts; what each can be asked is in provider-calls.ts.
 *   outbox       the provider that keeps messages, readable on a screen, where no other one is connected.
 *   credentials  what a provider authenticates us by.
 * To add a provider: its client in providers/, which reads its answers as below; its name below (their order is the order of preference, the outbox comes last; no source of events may have its name), a
 * row in providers.ts, what it can be asked in provider-calls.ts. It is named in docs/jobs.md, its address for tests goes into lib/env.ts and .env.example, a stand-in into
 * tests/support/stand-ins. To add a channel: its name below, a row in channels.ts, how its messages are made in
 * lib/deliveries/sender/compose.ts.
 *
 * What a provider answers:
 *   sent      the provider took it and gave it an id.
 *   refused   a definite no: nothing was sent, and the same request will be refused again.
 *   later     a definite not now: nothing was sent, the same request may go after a while.
 *   unknown   no clear answer: it may or may not have been sent.
 */
export const channelNames = ["email", "slack", "record"] as const;
export type Channel = (typeof channelNames)[number];

/** Whom something reaches: a customer, our own team, or only the customer's record here. */
export type Reach = "customer" | "team" | "record";

export const providerNames = ["resend", "slack", "outbox"] as const;
export type Provider = (typeof providerNames)[number];

export interface Credentials {
  secret: string;
  /** Absent: the provider's own address. */
  baseUrl?: string;
  /** Absent: as long as that provider is waited for. */
  timeoutMs?: number;
}

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

/** Of looking for a message that may have been sent. */
export type Seen =
  | { seen: "found"; providerId: string }
  | { seen: "absent" }
  /** worthAskingAgain: the provider itself is in trouble, rather than our right to look. */
  | { seen: "cannot_look"; detail: string; worthAskingAgain: boolean };
