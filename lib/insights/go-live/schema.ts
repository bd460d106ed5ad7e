import type { ChannelEntry } from "@/lib/channels/channel-entry";
import type { Channel } from "@/lib/channels/schema";
import type { CustomerRef } from "@/lib/insights/customers/customers";
import type { Entity } from "@/lib/profiles/schema";
import type { Change } from "@/lib/programmes/difference/schema";

/*
 * The words of going live.
 *   matching    customers who would be let in at once.
 *   reach       how many of them the job's messages can get to, and why not the others.
 *   letter      a message as one real customer would get it.
 *   kept        messages that would stay in Trig's outbox, as nothing is connected to send them.
 */
export interface Reach {
  reachable: number;
  /** Why the others cannot be written to, in words that follow their number. */
  unreachable: { why: string; customers: number }[];
}

export interface Letter {
  customer: CustomerRef;
  from: string;
  to: string;
  subject: string;
  text: string;
}

export interface GoLiveView {
  target: Entity;
  /** Null where it took too long to count; then nothing else is known either. */
  matching: number | null;
  /** Null where the job writes to nobody. */
  reach: Reach | null;
  letters: Letter[];
  /** What carries them, whom it would have reached, and the warning. */
  kept: { channel: Channel; reaches: ChannelEntry["reaches"]; words: string }[];
}

export interface PublishView {
  /** Null while the draft cannot be published. */
  goLive: GoLiveView | null;
  /** What is different from the live version; null at a first go-live, and while it cannot be published. */
  changes: Change[] | null;
  /** Who is in it now; null where nobody has ever been. */
  standing: { open: number; atLostSteps: number } | null;
}

/** What is asked of a publisher: at a first go-live who enters, later whether those who are in it move to the new version. */
export interface PublishChoice {
  mode?: "everyone" | "first" | "from_now_on";
  first?: number;
  moveOpen?: boolean;
  note?: string;
}

/** Who enters at a first go-live. */
export type FirstEntry = { mode: "everyone" | "from_now_on" } | { mode: "first"; first: number };

/** So many entries at once are asked about a second time. */
export const ASKED_TWICE_ABOVE = 100;
