import type { DeliveryStatus } from "@/lib/deliveries/schema";
import { DAY_MS } from "@/lib/time";

/** How long an address that got this message for another person does not get it again. */
const GOT_FOR_MS = 30 * DAY_MS;

/** The delivery that has an action's place at an address, as another one that wants it sees it. */
export interface Holder {
  id: string;
  status: DeliveryStatus;
  sentAt: Date | null;
  /** Whether the pass it belongs to is still open. */
  isOpen: boolean;
  /** It is the same person's: the message of their next pass is a new one. */
  isSamePerson: boolean;
}

/** take: the place is free. wait: what is on its way decides. got: the address has got it, at that moment. */
export type PlaceVerdict = { kind: "take" } | { kind: "wait" } | { kind: "got"; at: Date };

/** The same action of the same programme goes to an address once, whoever of several people has it. */
export function placeVerdict(holder: Holder, now: Date): PlaceVerdict {
  if (holder.isSamePerson) return { kind: "take" };
  switch (holder.status) {
    case "waiting":
    case "held":
    case "sending":
    case "unconfirmed":
      return { kind: "wait" };
    case "sent": {
      const at = holder.sentAt ?? now;
      const isRecent = now.getTime() - at.getTime() < GOT_FOR_MS;
      return holder.isOpen || isRecent ? { kind: "got", at } : { kind: "take" };
    }
    case "done":
    case "skipped":
    case "failed":
      return { kind: "take" };
  }
}
