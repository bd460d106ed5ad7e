import type { z } from "zod";
import type { Reach } from "@/lib/channels/schema";

/** A message of a channel as a person reads it. */
export interface Shown {
  /** What stands for it in a list. */
  headline: string;
  /** Above its words, each with its label. */
  lines: readonly (readonly [label: string, value: string])[];
  text: string;
  html?: string | undefined;
}

/** What the product asks of a channel, instead of its name. */
export interface ChannelEntry {
  /** A customer is reached at their email address. */
  reaches: Reach;
  /** The sending window holds it back. */
  confinedToWindow: boolean;
  /** Who opted out, complained, or whose address bounced gets nothing. */
  hasOptOut: boolean;
  /** The reason with which it is skipped where it has no recipient; null where it always has one. */
  missingRecipient: "no_email" | "no_channel" | null;
  /** Recipients that differ in case alone are one. */
  ignoresCase: boolean;
  /** Null: nothing leaves, it is carried out with the decision. */
  message: MessageEntry<never> | null;
}

/** The messages of a channel; `Payload` is one as it is asked of a provider. */
export interface MessageEntry<Payload> {
  payload: z.ZodType;
  shown: (payload: Payload) => Shown;
  /** What a go-live warns of where no provider is connected that carries them. */
  unconnected: string;
}
