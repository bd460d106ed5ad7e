import type { ChannelEntry } from "@/lib/channels/channel-entry";

/** A customer's own record: an attribute is written in the transaction that decides it, and nothing leaves. */
export const record = {
  reaches: "record",
  confinedToWindow: false,
  hasOptOut: false,
  missingRecipient: null,
  ignoresCase: false,
  message: null,
} as const satisfies ChannelEntry;
