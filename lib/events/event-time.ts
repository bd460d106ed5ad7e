import { EARLIEST_EVENT_AT, type Refusal } from "@/lib/events/schema";

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/i;

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
  const timestamp = parseInstant(said.timestamp);
  if (timestamp === null)
    return { field: "timestamp", sentence: "It is not a time: send ISO 8601, like 2026-03-02T09:00:00Z." };
  let at = timestamp;
  if (!isAbsent(said.sentAt)) {
    const sentAt = parseInstant(said.sentAt);
    if (sentAt === null)
      return { field: "sentAt", sentence: "It is not a time: send ISO 8601, like 2026-03-02T09:00:00Z." };
    at = timestamp - (sentAt - receivedAt.getTime());
  }
  if (at < EARLIEST_EVENT_AT)
    return {
      field: "timestamp",
      sentence: "It lies before the year 2000: a number must be in milliseconds.",
    };
  return at >= receivedAt.getTime() ? receivedAt : new Date(at);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function parseInstant(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? Math.trunc(value) : null;
  if (typeof value !== "string") return null;
  const parts = ISO.exec(value);
  if (!parts) return null;
  const [, date, time, zone = "Z"] = parts;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const at = Date.parse(time ? `${date}T${time}${offset}` : `${date}T00:00:00Z`);
  return Number.isNaN(at) ? null : at;
}
