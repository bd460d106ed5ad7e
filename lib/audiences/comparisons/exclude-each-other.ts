import type { Comparison } from "@/lib/audiences/schema";
import { DAY_MS, type Duration, HOUR_MS, MINUTE_MS } from "@/lib/time";

/** From and to, in milliseconds; relative to now, or absolute for before and after. Open: the ends themselves do not count. */
interface Span {
  fixed: boolean;
  from: number;
  to: number;
  open: boolean;
}

/** Whether no value can compare as both ask, as far as moments go. */
export function excludeEachOther(one: Comparison, other: Comparison): boolean {
  const [a, b] = [spanOf(one), spanOf(other)];
  if (!a || !b)
    return (a !== null && other.op === "has_no_value") || (b !== null && one.op === "has_no_value");
  if (a.fixed !== b.fixed) return false;
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from > to || (from === to && (a.open || b.open));
}

// Months are 28 to 31 days long: of the two lengths the one that leaves more room is taken, so that nothing possible is called impossible.
function spanOf(is: Comparison): Span | null {
  switch (is.op) {
    case "more_than_ago":
      return { fixed: false, from: Number.NEGATIVE_INFINITY, to: -shortest(is.value), open: true };
    case "less_than_ago":
      return { fixed: false, from: -longest(is.value), to: Number.POSITIVE_INFINITY, open: true };
    case "within_last":
      return { fixed: false, from: -longest(is.value), to: 0, open: false };
    case "within_next":
      return { fixed: false, from: 0, to: longest(is.value), open: false };
    case "before":
      return { fixed: true, from: Number.NEGATIVE_INFINITY, to: Date.parse(is.value), open: true };
    case "after":
      return { fixed: true, from: Date.parse(is.value), to: Number.POSITIVE_INFINITY, open: true };
    default:
      return null;
  }
}

const fixedUnits = { minutes: MINUTE_MS, hours: HOUR_MS, days: DAY_MS, weeks: 7 * DAY_MS } as const;

function shortest({ amount, unit }: Duration): number {
  // An hour for clocks put forward or back in between.
  return unit === "months" ? Math.max(0, amount * 28 * DAY_MS - HOUR_MS) : amount * fixedUnits[unit];
}

function longest({ amount, unit }: Duration): number {
  return unit === "months" ? amount * 31 * DAY_MS + HOUR_MS : amount * fixedUnits[unit];
}
