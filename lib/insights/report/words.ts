import type { Reason } from "@/lib/deliveries/reasons";
import type { SpreadCount } from "@/lib/insights/report/schema";
import type { BucketUnit, DaySpan, TimeBucket } from "@/lib/insights/report/time-buckets";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";

/** Why a delivery did not go, in a few words that follow a figure: "3 skipped: no email address". */
export const reasonLabels: { readonly [R in Reason]: string } = {
  no_email: "no email address",
  no_recipient: "nobody to write to",
  no_sender: "no sender",
  no_channel: "no channel",
  not_rendered: "template failed",
  empty: "came out empty",
  not_computed: "could not be computed",
  address_changed: "address changed",
  suppressed: "not to be written to",
  goal_met: "goal met first",
  enrolment_ended: "left first",
  merged_duplicate: "already written to",
  same_address: "somebody else with the address got it",
  archived: "archived first",
  cancelled: "cancelled by hand",
  condition_not_met: "condition not met",
  previous_not_sent: "message before it not sent",
  too_late: "too late",
  type_mismatch: "value does not fit",
  paused: "held by a pause",
  loop_guard: "too many entries in an hour",
  sender_refused: "sender refused",
  provider_refused: "provider refused",
  not_in_channel: "not in the channel",
  channel_not_found: "no such channel",
  unconfirmed: "no clear answer",
};

/** A length of time as a figure: "42 min", "5.4 h", "3.2 days"; from ten on, whole ones. */
export function spanFigure(ms: number): string {
  if (ms < HOUR_MS) return `${Math.max(0, Math.round(ms / MINUTE_MS))} min`;
  if (ms < DAY_MS) return `${rounded(ms / HOUR_MS)} h`;
  const days = rounded(ms / DAY_MS);
  return `${days} ${days === "1" ? "day" : "days"}`;
}

/** One step of a spread: "under 1 day", "3–4 days", "10 days or more". */
export function stepLabel({ fromMs, toMs }: Pick<SpreadCount, "fromMs" | "toMs">): string {
  const [length, noun] = unitOf(fromMs, toMs);
  const amount = (ms: number) => String(ms / length);
  const named = (ms: number) => `${amount(ms)} ${ms / length === 1 ? noun : plurals[noun]}`;
  if (toMs === null) return `${named(fromMs)} or more`;
  if (fromMs === 0) return `Under ${named(toMs)}`;
  return `${amount(fromMs)}–${named(toMs)}`;
}

type Noun = "min" | "h" | "day";
const plurals: { readonly [N in Noun]: string } = { min: "min", h: "h", day: "days" };

function unitOf(fromMs: number, toMs: number | null): [number, Noun] {
  const fits = (length: number) => fromMs % length === 0 && (toMs ?? 0) % length === 0;
  if (fits(DAY_MS)) return [DAY_MS, "day"];
  return fits(HOUR_MS) ? [HOUR_MS, "h"] : [MINUTE_MS, "min"];
}

function rounded(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

/** A stretch of the calendar in full: "Monday, 2 March 2026", "2 – 8 March 2026", "March 2026". */
export function bucketInWords(
  { firstDay, lastDay }: Pick<TimeBucket, "firstDay" | "lastDay">,
  unit: BucketUnit,
): string {
  if (unit === "day")
    return format(firstDay, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  if (unit === "month") return format(firstDay, { month: "long", year: "numeric" });
  if (unit === "year") return format(firstDay, { year: "numeric" });
  return daysInWords({ from: firstDay, to: lastDay });
}

/** A stretch of the calendar under its bar: "2 Mar", "Mar 26", "2026". */
export function bucketLabel({ firstDay }: Pick<TimeBucket, "firstDay">, unit: BucketUnit): string {
  if (unit === "month") return format(firstDay, { month: "short", year: "2-digit" });
  return unit === "year"
    ? format(firstDay, { year: "numeric" })
    : format(firstDay, { day: "numeric", month: "short" });
}

/** Days from one date to another: "2 March 2026", "2–8 March 2026", "since 2 March 2026". */
export function daysInWords({ from, to }: DaySpan): string {
  const long = { day: "numeric", month: "long", year: "numeric" } as const;
  if (from && to)
    return new Intl.DateTimeFormat("en-GB", { ...utc, ...long }).formatRange(new Date(from), new Date(to));
  if (from) return `since ${format(from, long)}`;
  return to ? `until ${format(to, long)}` : "at any time";
}

// A date without a time is the same date everywhere: read and written in one zone.
const utc = { timeZone: "UTC" } as const;

function format(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...utc, ...options }).format(new Date(day));
}

/** How long some customers took, as a filter says it: "took 3–4 days". */
export function tookWords(took: Pick<SpreadCount, "fromMs" | "toMs">): string {
  return `took ${stepLabel(took).toLowerCase()}`;
}
