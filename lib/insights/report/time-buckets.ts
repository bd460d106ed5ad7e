import { Temporal } from "temporal-polyfill";
import { localToInstant, toLocal } from "@/lib/time";

export const bucketUnits = ["day", "week", "month", "year"] as const;
export type BucketUnit = (typeof bucketUnits)[number];

/** A day, week, month or year of a zone's calendar: from its first moment up to but not including the next one's. */
export interface TimeBucket {
  from: Date;
  to: Date;
  /** Its first and last day as the zone's calendar has them: "2026-03-02". */
  firstDay: string;
  lastDay: string;
}

const steps = { day: { days: 1 }, week: { days: 7 }, month: { months: 1 }, year: { years: 1 } } as const;

/** The stretches of a zone's calendar that hold two moments and all between them; a day is as long as its clocks make it. */
export function timeBuckets(wanted: { from: Date; to: Date; unit: BucketUnit; zone: string }): TimeBucket[] {
  const { unit, zone } = wanted;
  const last = dayOf(wanted.to, zone);
  const buckets: TimeBucket[] = [];
  let first = startOf(dayOf(wanted.from, zone), unit);
  while (Temporal.PlainDate.compare(first, last) <= 0) {
    const next = first.add(steps[unit]);
    buckets.push(bucketOf(first, next, zone));
    first = next;
  }
  return buckets;
}

/** Days of a calendar from one date to another, both included; null: without a beginning, or an end. */
export interface DaySpan {
  from: string | null;
  to: string | null;
}

/** The moments between which the days lie in a zone: from the first one on, before the second. */
export function daysToMoments({ from, to }: DaySpan, zone: string): { from: Date | null; to: Date | null } {
  return {
    from: from === null ? null : midnight(Temporal.PlainDate.from(from), zone),
    to: to === null ? null : midnight(Temporal.PlainDate.from(to).add({ days: 1 }), zone),
  };
}

/** Whether a text from an address is a date that any database can hold: "2026-03-02". */
export function isDay(text: string): boolean {
  if (!/^(19[7-9]\d|2\d{3})-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/** The date that a zone's calendar shows at a moment. */
export function dayOf(at: Date, zone: string): Temporal.PlainDate {
  return toLocal(at, zone).toPlainDate();
}

function startOf(day: Temporal.PlainDate, unit: BucketUnit): Temporal.PlainDate {
  if (unit === "week") return day.subtract({ days: day.dayOfWeek - 1 });
  if (unit === "month") return day.with({ day: 1 });
  return unit === "year" ? day.with({ month: 1, day: 1 }) : day;
}

function bucketOf(first: Temporal.PlainDate, next: Temporal.PlainDate, zone: string): TimeBucket {
  return {
    from: midnight(first, zone),
    to: midnight(next, zone),
    firstDay: first.toString(),
    lastDay: next.subtract({ days: 1 }).toString(),
  };
}

function midnight(day: Temporal.PlainDate, zone: string): Date {
  return localToInstant(day.toPlainDateTime(), zone);
}
