import { z } from "zod";
import { messagesOf, type Payloads, type SentChannel, sentChannels } from "@/lib/channels/channels";
import { type ProviderOf, providers, providersOf } from "@/lib/channels/providers";
import { type Provider, providerNames } from "@/lib/channels/schema";

interface Stored<C extends SentChannel, P extends Provider> {
  channel: C;
  provider: P;
  /** The connection it goes through; null where its provider needs none. */
  account: string | null;
  idempotencyKey: string;
  payload: Payloads[C];
}

/** A request as it was and will be sent. */
export type FrozenRequest = { [C in SentChannel]: Stored<C, ProviderOf<C>> }[SentChannel];
/** One that is about to be stored. */
export type NewRequest = Stored<SentChannel, Provider>;

const storedSchema = z.strictObject({
  channel: z.enum(sentChannels),
  provider: z.enum(providerNames),
  account: z.string().nullable(),
  idempotencyKey: z.string(),
  payload: z.unknown(),
});

export const frozenRequestSchema = z.custom<FrozenRequest>(isFrozenRequest, "It is not a stored request.");

function isFrozenRequest(value: unknown): value is FrozenRequest {
  const { data } = storedSchema.safeParse(value);
  if (!data) return false;
  const carries: readonly Provider[] = providersOf(data.channel);
  return carries.includes(data.provider) && messagesOf(data.channel).payload.safeParse(data.payload).success;
}

const withProvider = z.object({ provider: z.enum(providerNames) });

/** Whether the provider of a request recognises it when it is asked for again, so that it arrives once. */
export function knowsRepeats(request: unknown): boolean {
  const { data } = withProvider.safeParse(request);
  if (!data) return false;
  const { repeatableForMs: forMs, lookedForAfterMs } = providers[data.provider];
  return forMs > 0 && lookedForAfterMs === null;
}

/** How long after its first request one may be asked for again; 0 for what names no provider that we know. */
export function repeatableForMs(request: unknown): number {
  const { data } = withProvider.safeParse(request);
  return data ? providers[data.provider].repeatableForMs : 0;
}
