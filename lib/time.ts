import { Temporal } from "temporal-polyfill";
import { DAY_MS, type Duration, durationUnits, HOUR_MS, LONGEST_DURATION, MINUTE_MS } from "@/lib/spans";

export { DAY_MS, type Duration, durationUnits, HOUR_MS, LONGEST_DURATION, MINUTE_MS };

/**
 * A filter's window: N days are N times 24 hours, months are calendar months in the zone.
 * Going back from `now`; give a negative sign to go forward.
 */
export function shiftForFilter(now: Date, duration: Duration, sign: 1 | -1, zone: string): Date {
  if (duration.unit !== "months")
    return new Date(now.getTime() + sign * fixedMs(duration.amount, duration.unit));
  return shiftLocal(now, { amount: sign * duration.amount, unit: "months" }, zone);
}

/** A delay: minutes and hours are exact, days and longer keep the local time of day across a change of clocks. */
export function addDelay(from: Date, duration: Duration, zone: string): Date {
  if (duration.unit === "minutes" || duration.unit === "hours") {
    return new Date(from.getTime() + fixedMs(duration.amount, duration.unit));
  }
  return shiftLocal(from, { amount: duration.amount, unit: duration.unit }, zone);
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

interface LocalShift {
  amount: number;
  unit: "days" | "weeks" | "months";
}

function fixedMs(amount: number, unit: Exclude<Duration["unit"], "months">): number {
  const unitMs = { minutes: MINUTE_MS, hours: HOUR_MS, days: DAY_MS, weeks: 7 * DAY_MS } as const;
  return amount * unitMs[unit];
}

function shiftLocal(at: Date, { amount, unit }: LocalShift, zone: string): Date {
  const offsetMs = steadyOffsetMs(at.getTime(), zone);
  if (offsetMs !== null) {
    const local = new Date(at.getTime() + offsetMs);
    if (unit === "months") addMonths(local, amount);
    else local.setTime(local.getTime() + fixedMs(amount, unit));
    const shifted = local.getTime() - offsetMs;
    // Where clocks are set as they were, and no hour of the day is shown twice, this is the same time of day.
    if ([shifted, shifted - DAY_MS].every((ms) => steadyOffsetMs(ms, zone) === offsetMs))
      return new Date(shifted);
  }
  return localToInstant(toLocal(at, zone).add({ [unit]: amount }), zone);
}

/** The same day so many months later, or the last one of a shorter month. */
function addMonths(local: Date, amount: number): void {
  const day = local.getUTCDate();
  local.setUTCMonth(local.getUTCMonth() + amount, 1);
  const last = new Date(local.getTime());
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  local.setUTCDate(Math.min(day, last.getUTCDate()));
}

/** How far a zone's clocks are ahead of UTC all through the day, by UTC, of an instant; null on a day on which they change. */
function steadyOffsetMs(ms: number, zone: string): number | null {
  const day = Math.floor(ms / DAY_MS);
  const offsetMs = offsetAtStartOf(day, zone);
  return offsetAtStartOf(day + 1, zone) === offsetMs ? offsetMs : null;
}

/** Working an offset out takes a hundred times as long as looking it up. */
const offsets = new Map<string, Map<number, number>>();
const MOST_DAYS = 5_000;

function offsetAtStartOf(day: number, zone: string): number {
  const known = offsets.get(zone) ?? new Map<number, number>();
  const found = known.get(day);
  if (found !== undefined) return found;
  const at = Temporal.Instant.fromEpochMilliseconds(day * DAY_MS).toZonedDateTimeISO(zone);
  const offsetMs = at.offsetNanoseconds / 1_000_000;
  if (known.size >= MOST_DAYS) known.clear();
  offsets.set(zone, known.set(day, offsetMs));
  return offsetMs;
}

/** The first of some moments; null stands for never. */
export function earliest(moments: readonly (Date | null)[]): Date | null {
  let first: Date | null = null;
  for (const moment of moments) {
    if (moment && (!first || moment.getTime() < first.getTime())) first = moment;
  }
  return first;
}
