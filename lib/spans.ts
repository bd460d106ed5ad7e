/** Lengths of time. Apart from lib/time.ts, so that a browser gets them without a calendar. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** A length of time as authors write it. */
export const durationUnits = ["minutes", "hours", "days", "weeks", "months"] as const;
export interface Duration {
  amount: number;
  unit: (typeof durationUnits)[number];
}

/** A hundred years: beyond it lie dates that no calendar of ours can write. */
export const LONGEST_DURATION = {
  minutes: 100_000,
  hours: 100_000,
  days: 36_500,
  weeks: 5_200,
  months: 1_200,
} as const;

/** A length of time in words: "5 days", "1 hour". */
export function durationWords({ amount, unit }: Duration): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}
