import { Temporal } from "temporal-polyfill";
import { DAY_MS, type Duration, durationUnits, HOUR_MS, MINUTE_MS } from "@/lib/spans";

/** A hundred years: beyond it lie dates that no calendar of ours can write. */
export const LONGEST_DURATION = {
  minutes: 100_000,
  hours: 100_000,
  days: 36_500,
  weeks: 5_200,
  months: 1_200,
} as const;
export { DAY_MS, type Duration, durationUnits, HOUR_MS, MINUTE_MS };

/**
 * A filter's window: N days are N times 24 hours, months are calendar months in the zone.
 * Going back from `now`; give a negative sign to go forward.
 */
export function shiftForFilter(now: Date, duration: Duration, sign: 1 | -1, zone: string): Date {
  if (duration.unit !== "months")
    return new Date(now.getTime() + sign * fixedMs(duration.amount, duration.unit));
  return shiftLocal(now, { months: sign * duration.amount }, zone);
}

/** A delay: minutes and hours are exact, days and longer keep the local time of day across a change of clocks. */
export function addDelay(from: Date, duration: Duration, zone: string): Date {
  if (duration.unit === "minutes" || duration.unit === "hours") {
    return new Date(from.getTime() + fixedMs(duration.amount, duration.unit));
  }
  return shiftLocal(from, { [duration.unit]: duration.amount }, zone);
}

/** The instant at which a zone's clocks show this local date and time: in a gap the first valid instant after it, in an overlap the first of the two. */
export function localToInstant(local: Temporal.PlainDateTime, zone: string): Date {
  const later = local.toZonedDateTime(zone, { disambiguation: "compatible" });
  if (later.toPlainDateTime().equals(local)) return new Date(later.epochMilliseconds);
  // The jump itself, also when the local time is the very first one that it skips.
  const transition = later.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  return new Date(transition ? transition.epochMilliseconds : later.epochMilliseconds);
}

/** What a zone's clocks show at an instant. */
export function toLocal(at: Date, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
}

function fixedMs(amount: number, unit: Exclude<Duration["unit"], "months">): number {
  const unitMs = { minutes: MINUTE_MS, hours: HOUR_MS, days: DAY_MS, weeks: 7 * DAY_MS } as const;
  return amount * unitMs[unit];
}

function shiftLocal(at: Date, by: Temporal.DurationLike, zone: string): Date {
  return localToInstant(toLocal(at, zone).add(by), zone);
}

/** The first of some moments; null stands for never. */
export function earliest(moments: readonly (Date | null)[]): Date | null {
  let first: Date | null = null;
  for (const moment of moments) {
    if (moment && (!first || moment.getTime() < first.getTime())) first = moment;
  }
  return first;
}
