import type { z } from "zod";
import type { ChannelEntry, MessageEntry, Shown } from "@/lib/channels/channel-entry";
import { email } from "@/lib/channels/email";
import { record } from "@/lib/channels/record";
import { type Channel, channelNames } from "@/lib/channels/schema";
import { slack } from "@/lib/channels/slack";

const entries = { email, slack, record } as const satisfies { [C in Channel]: ChannelEntry };
type Entries = typeof entries;

/** Every channel by what it can do. Nothing else in the product knows a channel by its name. */
export const channels: { readonly [C in Channel]: ChannelEntry } = entries;

/** A channel whose messages leave through a provider. */
export type SentChannel = {
  [C in Channel]: Entries extends { readonly [K in C]: { message: null } } ? never : C;
}[Channel];

/** One message of each channel, as it is asked of a provider. */
export type Payloads = {
  [C in SentChannel]: Entries extends {
    readonly [K in C]: { message: { payload: z.ZodType<infer Payload> } };
  }
    ? Payload
    : never;
};

const sent: { readonly [C in SentChannel]: { message: MessageEntry<Payloads[C]> } } = entries;

/** Whether what takes this channel leaves through a provider, rather than being carried out with the decision. */
export function isSent(channel: Channel): channel is SentChannel {
  return channels[channel].message !== null;
}

export const sentChannels: readonly SentChannel[] = channelNames.filter(isSent);

/** What the messages of a channel are like. */
export function messagesOf<C extends SentChannel>(channel: C): MessageEntry<Payloads[C]> {
  return sent[channel].message;
}

/** A message together with its channel. */
export type Message<C extends SentChannel = SentChannel> = {
  [K in C]: { channel: K; payload: Payloads[K] };
}[C];

/** A message as a person reads it. */
export function shownMessage<C extends SentChannel>({ channel, payload }: Message<C>): Shown {
  return messagesOf(channel).shown(payload);
}
