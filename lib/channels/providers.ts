import { z } from "zod";
import { type SentChannel, sentChannels } from "@/lib/channels/channels";
import { type Provider, providerNames } from "@/lib/channels/schema";
import { HOUR_MS } from "@/lib/spans";

/** What connecting another tool takes. */
export interface ConnectionShape {
  secret: z.ZodType<string>;
  config: z.ZodType<Record<string, unknown>>;
}

/** What the product asks of a provider, instead of its name. */
export interface ProviderEntry {
  /** As people call it. */
  label: string;
  /** Those whose messages it carries. */
  channels: readonly SentChannel[];
  /** What connecting it takes; null: it is always there. */
  connection: ConnectionShape | null;
  /** Its messages stay here, readable on a screen, and count as sent. */
  keepsMessages: boolean;
  /** How long after the first request a message without a clear answer may be sent again. 0: never, it becomes unconfirmed. */
  repeatableForMs: number;
  /**
   * Null: messages are not looked for, because it recognises a repeat by its key or because nothing is ever sent to it twice. Otherwise a message is looked for before it is sent again, this long after the request at the
   * earliest: until then its absence proves nothing.
   */
  lookedForAfterMs: number | null;
  /** Requests it allows every account; one may have agreed on more. */
  usualRatePerSecond: number;
  /** How many deliveries are claimed at once, at most. */
  mostAtOnce: number;
  /** After this its answer counts as unknown. Shorter than a sender's lease. */
  timeoutMs: number;
}

export const connectionSecret = z.string().min(1).max(4_000);
const config = z.strictObject({
  /** What the provider allows this account; absent: what it allows everybody. */
  requestsPerSecond: z.number().positive().max(10_000).optional(),
});

const entries = {
  resend: {
    label: "Resend",
    channels: ["email"],
    connection: { secret: connectionSecret, config },
    keepsMessages: false,
    // It remembers a key for 24 hours.
    repeatableForMs: 23 * HOUR_MS,
    lookedForAfterMs: null,
    usualRatePerSecond: 2,
    mostAtOnce: 100,
    timeoutMs: 15_000,
  },
  slack: {
    label: "Slack",
    channels: ["slack"],
    connection: { secret: connectionSecret, config },
    keepsMessages: false,
    repeatableForMs: 23 * HOUR_MS,
    lookedForAfterMs: 10_000,
    usualRatePerSecond: 1,
    mostAtOnce: 5,
    timeoutMs: 15_000,
  },
  outbox: {
    label: "Outbox",
    channels: sentChannels,
    connection: null,
    keepsMessages: true,
    repeatableForMs: 0,
    lookedForAfterMs: null,
    usualRatePerSecond: Number.POSITIVE_INFINITY,
    mostAtOnce: 200,
    timeoutMs: 15_000,
  },
} as const satisfies { [P in Provider]: ProviderEntry };

type Entries = typeof entries;

/** Every provider by what it can do. What each can be asked is in provider-calls.ts. */
export const providers: { readonly [P in Provider]: ProviderEntry } = entries;

/** A provider that has to be connected before it carries anything. */
export type ConnectedProvider = {
  [P in Provider]: Entries extends { readonly [K in P]: { connection: null } } ? never : P;
}[Provider];
/** The channels that each provider carries. */
export type ChannelsOf = {
  [P in Provider]: Entries extends { readonly [K in P]: { channels: readonly (infer C)[] } } ? C : never;
};
/** The providers that carry a channel. */
export type ProviderOf<C extends SentChannel> = {
  [P in Provider]: C extends ChannelsOf[P] ? P : never;
}[Provider];
/** Whether the messages of a provider are looked for before they are asked for again. */
export type LookedFor = {
  [P in Provider]: Entries extends { readonly [K in P]: { lookedForAfterMs: null } } ? false : true;
};

const connected: { readonly [P in ConnectedProvider]: { connection: ConnectionShape } } = entries;

/** What connecting a provider takes. */
export function connectionOf(provider: ConnectedProvider): ConnectionShape {
  return connected[provider].connection;
}

/** Whether a provider has to be connected before it carries anything. */
export function isConnected<P extends Provider>(name: P): name is P & ConnectedProvider {
  return providers[name].connection !== null;
}

export const connectedProviders: readonly ConnectedProvider[] = providerNames.filter(isConnected);

/** Where messages of a channel go that no connected provider carries. */
export const outbox = "outbox" satisfies Provider;

/** The providers that carry a channel, the one to be preferred first. */
export function providersOf<C extends SentChannel>(channel: C): ProviderOf<C>[] {
  const carries = (name: Provider): name is ProviderOf<C> =>
    providers[name].channels.some((one) => one === channel);
  return providerNames.filter(carries);
}
