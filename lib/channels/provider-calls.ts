import "server-only";
import type { Payloads } from "@/lib/channels/channels";
import { type ChannelsOf, type LookedFor, providers } from "@/lib/channels/providers";
import { sendEmail, sendEmailBatch } from "@/lib/channels/providers/resend";
import { lookForNote, lookupSlackUser, postNote } from "@/lib/channels/providers/slack";
import type { BatchResult, Credentials, Provider, Seen, SendResult } from "@/lib/channels/schema";
import { env } from "@/lib/env";

type Payload<P extends Provider> = Payloads[ChannelsOf[P]];

/** What a provider can be asked over the network. */
interface Calls<P extends Provider> {
  /** The address of a stand-in, where the environment names one. */
  standIn: () => string | undefined;
  send: (credentials: Credentials, payload: Payload<P>, key: string) => Promise<SendResult>;
  /** Many messages in one call, all or none, under one key. */
  batch?: {
    limit: number;
    send: (credentials: Credentials, payloads: Payload<P>[], key: string) => Promise<BatchResult>;
  };
  /** Looks for what may have been sent; there if and only if providers.ts says after how long to look. */
  lookFor: LookedFor[P] extends true
    ? (credentials: Credentials, payload: Payload<P>, key: string, since: Date) => Promise<Seen>
    : null;
  /** The provider's own name for whoever has an address; null: it knows nobody. */
  findUser?: (credentials: Credentials, email: string) => Promise<string | null>;
}

export const providerCalls: { [P in Provider]: Calls<P> } = {
  resend: {
    standIn: () => env().RESEND_BASE_URL,
    send: sendEmail,
    batch: { limit: 100, send: sendEmailBatch },
    lookFor: null,
  },
  slack: {
    standIn: () => env().SLACK_API_URL,
    send: postNote,
    lookFor: lookForNote,
    findUser: lookupSlackUser,
  },
  // What it keeps is sent when it is frozen: nothing is left to be asked.
  outbox: {
    standIn: () => undefined,
    send: async () => ({ outcome: "sent", providerId: "outbox" }),
    lookFor: null,
  },
};

/** A request, as its provider is asked. */
export type Outgoing<P extends Provider = Provider> = {
  [K in P]: { provider: K; payload: Payload<K>; idempotencyKey: string };
}[P];

/** Asks a provider to send one message. */
export function send<P extends Provider>(
  credentials: Credentials,
  { provider, payload, idempotencyKey }: Outgoing<P>,
): Promise<SendResult> {
  return providerCalls[provider].send(credentials, payload, idempotencyKey);
}

/** Asks a provider to send many messages in one call, under one key. */
export function sendBatch<P extends Provider>(
  credentials: Credentials,
  provider: P,
  requests: readonly Outgoing<P>[],
  key: string,
): Promise<BatchResult> {
  const { batch } = providerCalls[provider];
  if (!batch) throw new Error(`${providers[provider].label} takes no batches.`);
  const payloads = requests.map(({ payload }) => payload);
  return batch.send(credentials, payloads, key);
}

/** Looks for a message that may have been sent since; null where its provider knows a repeat by its key. */
export async function lookFor<P extends Provider>(
  credentials: Credentials,
  { provider, payload, idempotencyKey }: Outgoing<P>,
  since: Date,
): Promise<Seen | null> {
  return (await providerCalls[provider].lookFor?.(credentials, payload, idempotencyKey, since)) ?? null;
}
