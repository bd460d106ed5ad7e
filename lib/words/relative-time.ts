import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/spans";

/** How far away a moment is, in the words people use: "just now", "3 h ago", "in 2 days". */
export function relativeTime(at: Date, now: Date): string {
  const gap = at.getTime() - now.getTime();
  const span = roughSpan(Math.abs(gap));
  if (span === null) return gap > 0 ? "in a moment" : "just now";
  return gap > 0 ? `in ${span}` : `${span} ago`;
}

/** A length of time in the words people use: "40 s", "5 min", "3 h", "2 days". */
export function spanInWords(ms: number): string {
  return roughSpan(ms) ?? `${Math.max(0, Math.round(ms / 1000))} s`;
}

/** The exact moment in a zone, with the zone's name: "12 Mar 2026, 09:30:05 CET". */
export function exactTime(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  }).format(at);
}

/** The day of a moment in a zone: "Thursday, 12 March 2026". */
export function dayInWords(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(at);
}

/** The time of day of a moment in a zone: "09:30". */
export function timeOfDay(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(at);
}

function roughSpan(ms: number): string | null {
  if (ms < 45_000) return null;
  if (ms < 55 * MINUTE_MS) return `${Math.max(1, Math.round(ms / MINUTE_MS))} min`;
  if (ms < 22 * HOUR_MS) return `${Math.max(1, Math.round(ms / HOUR_MS))} h`;
  if (ms < 60 * DAY_MS) return counted(Math.max(1, Math.round(ms / DAY_MS)), "day");
  if (ms < 700 * DAY_MS) return counted(Math.round(ms / (30.44 * DAY_MS)), "month");
  return counted(Math.round(ms / (365.25 * DAY_MS)), "year");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
