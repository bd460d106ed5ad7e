import { type DeliveryStatus, deliveryStatuses } from "@/lib/deliveries/schema";
import type { Tone } from "@/lib/words/tone";

/*
 * The words of the ledger on screens.
 */

interface Words {
  label: string;
  tone: Tone;
  sentence: string;
}

/** Each outcome of a delivery, in words. */
export const statusWords: { readonly [Status in DeliveryStatus]: Words } = {
  waiting: { label: "Waiting", tone: "info", sentence: "It waits for its moment to be sent." },
  held: {
    label: "Held",
    tone: "warn",
    sentence: "It is held back until somebody, or a resume, lets it go.",
  },
  sending: { label: "Sending", tone: "info", sentence: "It is being handed to the provider." },
  sent: { label: "Sent", tone: "good", sentence: "The provider took it." },
  done: { label: "Done", tone: "good", sentence: "The value was written with the move that caused it." },
  skipped: { label: "Skipped", tone: "idle", sentence: "It was not sent, on purpose." },
  failed: { label: "Failed", tone: "bad", sentence: "It could not be sent." },
  unconfirmed: {
    label: "Unconfirmed",
    tone: "warn",
    sentence: "It may or may not have arrived: the provider never gave a clear answer.",
  },
};

/** When in a pass an action runs, in words. */
export const momentWords = {
  entry: "on entry",
  step: "between entry and the end",
  completion: "on completion",
  exit: "on exit",
} as const;

/** Whether a text from an address names an outcome. */
export function isDeliveryStatus(text: string | undefined): text is DeliveryStatus {
  return deliveryStatuses.some((status) => status === text);
}
