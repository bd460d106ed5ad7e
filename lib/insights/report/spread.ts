import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";

const MOST_STEPS = 10;
const widths = [
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  3 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  30 * DAY_MS,
  90 * DAY_MS,
  180 * DAY_MS,
  365 * DAY_MS,
];

/** A length of time between two edges; open towards longer ones when toMs is null. */
export interface Step {
  fromMs: number;
  toMs: number | null;
}

/** Steps of one round length for times of which nearly all (95 %) lie below p95Ms; the few that took longer share an open one. */
export function spreadSteps({ p95Ms, maxMs }: { p95Ms: number; maxMs: number }): Step[] {
  const longest = widths.at(-1) ?? DAY_MS;
  const width =
    widths.find((one) => p95Ms < one * MOST_STEPS) ?? longest * Math.ceil(p95Ms / longest / MOST_STEPS);
  const many = Math.floor(Math.max(p95Ms, 0) / width) + 1;
  const steps: Step[] = Array.from({ length: many }, (_, index) => ({
    fromMs: index * width,
    toMs: (index + 1) * width,
  }));
  return maxMs >= many * width ? [...steps, { fromMs: many * width, toMs: null }] : steps;
}
