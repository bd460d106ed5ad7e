import type { z } from "zod";
import type { ChannelEntry, Shown } from "@/lib/channels/channel-entry";
import { email } from "@/lib/channels/email";
import { record } from "@/lib/channels/record";
import { type Channel, channelNames } from "@/lib/channels/schema";
import { slack } from "@/lib/channels/slack";

/** Every channel by what it can do. Nothing else in the product knows a channel by its name. */
export const channels = { email, slack, record } as const satisfies { [C in Channel]: ChannelEntry };

type Channels = typeof channels;
/** A channel whose messages leave through a provider. */
export type SentChannel = { [C in Channel]: Channels[C]["message"] extends null ? never : C }[Channel];
/** One message of each channel, as it is asked of a provider. */
export type Payloads = { [C in SentChannel]: z.infer<Channels[C]["message"]["payload"]> };

/** Whether what takes this channel leaves through a provider, rather than being carried out with the decision. */
export function isSent(channel: Channel): channel is SentChannel {
  return channels[channel].message !== null;
}

export const sentChannels: readonly SentChannel[] = channelNames.filter(isSent);

/** A message together with its channel. */
export type Message<C extends SentChannel = SentChannel> = {
  [K in C]: { channel: K; payload: Payloads[K] };
}[C];

const messages: { [C in SentChannel]: { message: { shown: (payload: Payloads[C]) => Shown } } } = channels;

/** A message as a person reads it. */
export function shownMessage<C extends SentChannel>({ channel, payload }: Message<C>): Shown {
  return messages[channel].message.shown(payload);
}
