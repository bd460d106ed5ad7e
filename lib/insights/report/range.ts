import { type BucketUnit, dayOf, type TimeBucket, timeBuckets } from "@/lib/insights/report/time-buckets";
import { localToInstant } from "@/lib/time";

export const ranges = ["14d", "30d", "90d", "1y", "all"] as const;
export type Range = (typeof ranges)[number];

const lengths = { "14d": 14, "30d": 30, "90d": 90, "1y": 365, all: Number.POSITIVE_INFINITY } as const;

/** Each range in words. */
export const rangeWords: { readonly [R in Range]: string } = {
  "14d": "14 days",
  "30d": "30 days",
  "90d": "90 days",
  "1y": "A year",
  all: "All",
};

/** What a programme went through, as far as its calendar goes. */
export interface Extent {
  /** The first entry; null when nobody has ever entered. */
  first: Date | null;
  last: Date;
}

/** Whether a text from an address names a range. */
export function isRange(text: string | undefined): text is Range {
  return ranges.some((range) => range === text);
}

/** The shortest range that shows everything that happened, unless more than half of it would stay empty. */
export function pickRange({ first, last }: Extent, zone: string): Range {
  if (!first) return "14d";
  const days = daysFrom(first, last, zone);
  const fitting = ranges.find((range) => days <= lengths[range]) ?? "all";
  return fitting === "14d" || days * 2 >= lengths[fitting] ? fitting : "all";
}

/** A range cut into bars that an eye can still tell apart: by day up to a month and a half, then by week, month, year. */
export function rangeBuckets(
  range: Range,
  extent: Extent,
  zone: string,
): { unit: BucketUnit; buckets: TimeBucket[] } {
  const { last } = extent;
  const from = range === "all" ? (extent.first ?? last) : daysBefore(last, lengths[range] - 1, zone);
  const unit = unitFor(daysFrom(from, last, zone));
  return { unit, buckets: timeBuckets({ from, to: last, unit, zone }) };
}

function unitFor(days: number): BucketUnit {
  if (days <= 45) return "day";
  if (days <= 400) return "week";
  return days <= 3_650 ? "month" : "year";
}

function daysBefore(at: Date, days: number, zone: string): Date {
  return localToInstant(dayOf(at, zone).subtract({ days }).toPlainDateTime(), zone);
}

/** How many days of a zone's calendar two moments and all between them lie on. */
function daysFrom(from: Date, to: Date, zone: string): number {
  return dayOf(from, zone).until(dayOf(to, zone), { largestUnit: "day" }).days + 1;
}
