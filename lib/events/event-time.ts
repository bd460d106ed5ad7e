import { instantMs } from "@/lib/dates";
import { EARLIEST_EVENT_AT, type Refusal } from "@/lib/events/schema";

const NO_TIME = "It is not a time: send ISO 8601, like 2026-03-02T09:00:00Z, or a count since 1970.";

/** What a sender says of its time: when it happened and when it was sent, both by its own clock. */
export interface SaidTimes {
  timestamp: unknown;
  sentAt: unknown;
}

/**
 * When an event happened by our clock: a sender's clock that is wrong is wrong in both of its times, so their distance is trusted
 * and not the times. Nothing happens after it was received.
 */
export function eventTime(said: SaidTimes, receivedAt: Date): Date | Refusal {
  if (isAbsent(said.timestamp)) return receivedAt;
  const timestamp = instantMs(said.timestamp);
  if (timestamp === null) return { field: "timestamp", sentence: NO_TIME };
  let at = timestamp;
  if (!isAbsent(said.sentAt)) {
    const sentAt = instantMs(said.sentAt);
    if (sentAt === null) return { field: "sentAt", sentence: NO_TIME };
    at = timestamp - (sentAt - receivedAt.getTime());
  }
  if (at < EARLIEST_EVENT_AT) return { field: "timestamp", sentence: "It lies before the year 2000." };
  return at >= receivedAt.getTime() ? receivedAt : new Date(at);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
