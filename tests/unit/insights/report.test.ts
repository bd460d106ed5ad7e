import { expect, test } from "vitest";
import { labelled, ticksTo } from "@/components/jobs/charts/chart-scale";
import { confidenceOf } from "@/lib/insights/report/confidence";
import { foldTally } from "@/lib/insights/report/fold-tally";
import { passQuery, readPassFilter, readVersion } from "@/lib/insights/report/pass-filter";
import { pickRange, rangeBuckets } from "@/lib/insights/report/range";
import { spreadSteps } from "@/lib/insights/report/spread";
import { daysToMoments, isDay, timeBuckets } from "@/lib/insights/report/time-buckets";
import { bucketInWords, daysInWords, spanFigure, stepLabel } from "@/lib/insights/report/words";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";

const at = (text: string) => new Date(text);
const hours = ({ from, to }: { from: Date; to: Date }) => (to.getTime() - from.getTime()) / HOUR_MS;

test("a day is as long as its clocks make it: 23 hours in spring, 25 in autumn", () => {
  const days = (from: string, to: string) =>
    timeBuckets({ from: at(from), to: at(to), unit: "day", zone: "Europe/Stockholm" });
  const spring = days("2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z");
  expect(spring.map(hours)).toEqual([24, 23, 24]);
  expect(spring.map(({ firstDay }) => firstDay)).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  expect(spring[1]?.from).toEqual(at("2026-03-28T23:00:00Z"));
  expect(days("2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z").map(hours)).toEqual([24, 25, 24]);
});

test("where the clocks skip midnight, the day begins at its first moment", () => {
  const [, skipped] = timeBuckets({
    from: at("2026-03-28T10:00:00Z"),
    to: at("2026-03-29T10:00:00Z"),
    unit: "day",
    zone: "Asia/Beirut",
  });
  expect(skipped).toMatchObject({ firstDay: "2026-03-29", from: at("2026-03-28T22:00:00Z") });
  expect(skipped && hours(skipped)).toBe(23);
});

test("the stretches of a calendar follow one another without a gap, weeks from Monday and months from the first", () => {
  for (const unit of ["day", "week", "month", "year"] as const) {
    const buckets = timeBuckets({
      from: at("2025-01-15T10:00:00Z"),
      to: at("2026-12-15T10:00:00Z"),
      unit,
      zone: "America/New_York",
    });
    for (const [index, bucket] of buckets.entries())
      expect(bucket.to).toEqual(buckets[index + 1]?.from ?? bucket.to);
    expect(buckets[0]?.from.getTime()).toBeLessThanOrEqual(at("2025-01-15T10:00:00Z").getTime());
    expect(buckets.at(-1)?.to.getTime()).toBeGreaterThan(at("2026-12-15T10:00:00Z").getTime());
  }
  const [week] = timeBuckets({
    from: at("2026-03-04T10:00:00Z"),
    to: at("2026-03-04T10:00:00Z"),
    unit: "week",
    zone: "UTC",
  });
  expect(week).toMatchObject({ firstDay: "2026-03-02", lastDay: "2026-03-08" });
});

test("the days of a list begin and end where the bars of the report do", () => {
  const zone = "Europe/Stockholm";
  for (const { firstDay, lastDay, from, to } of timeBuckets({
    from: at("2026-03-20T00:00:00Z"),
    to: at("2026-04-10T00:00:00Z"),
    unit: "week",
    zone,
  }))
    expect(daysToMoments({ from: firstDay, to: lastDay }, zone)).toEqual({ from, to });
});

test("the shortest range that shows everything and is not mostly empty is picked, in bars that can be told apart", () => {
  const last = at("2026-03-31T10:00:00Z");
  const ago = (days: number) => new Date(last.getTime() - days * DAY_MS);
  const picked = [null, ago(0), ago(12), ago(20), ago(35), ago(60), ago(91), ago(200), ago(900)].map(
    (first) => pickRange({ first, last }, "UTC"),
  );
  expect(picked).toEqual(["14d", "14d", "14d", "30d", "all", "90d", "all", "1y", "all"]);
  const bars = (range: "14d" | "30d" | "90d" | "1y" | "all", first: Date) => {
    const { unit, buckets } = rangeBuckets(range, { first, last }, "UTC");
    return [unit, buckets.length];
  };
  expect(bars("14d", ago(3))).toEqual(["day", 14]);
  expect(bars("30d", ago(3))).toEqual(["day", 30]);
  expect(bars("90d", ago(3))).toEqual(["week", 14]);
  expect(bars("1y", ago(3))).toEqual(["week", 53]);
  expect(bars("all", ago(900))).toEqual(["month", 30]);
  expect(bars("all", ago(9000))[0]).toBe("year");
  // Whatever the range and the hour, the first entry that it was picked for is inside.
  for (const first of [ago(13), ago(29), ago(89), ago(364)]) {
    const [start] = rangeBuckets(
      pickRange({ first, last }, "Pacific/Auckland"),
      { first, last },
      "Pacific/Auckland",
    ).buckets;
    expect(start?.from.getTime()).toBeLessThanOrEqual(first.getTime());
  }
});

test("times to completion are spread over at most ten round steps, and the few that took longer share one", () => {
  expect(spreadSteps({ p95Ms: 9.5 * DAY_MS, maxMs: 9.9 * DAY_MS })).toHaveLength(10);
  const slow = spreadSteps({ p95Ms: 3.2 * DAY_MS, maxMs: 40 * DAY_MS });
  expect(slow.map(stepLabel)).toEqual(["Under 1 day", "1–2 days", "2–3 days", "3–4 days", "4 days or more"]);
  expect(spreadSteps({ p95Ms: 0, maxMs: 0 }).map(stepLabel)).toEqual(["Under 1 min"]);
  expect(spreadSteps({ p95Ms: 40_000 * DAY_MS, maxMs: 40_000 * DAY_MS }).length).toBeLessThanOrEqual(11);
  expect(stepLabel({ fromMs: 5 * MINUTE_MS, toMs: 10 * MINUTE_MS })).toBe("5–10 min");
});

test("below ten completions nothing is averaged", () => {
  expect([0, 9, 10, 49, 50, 199, 200].map(confidenceOf)).toEqual([
    "too_few",
    "too_few",
    "provisional",
    "provisional",
    "meaningful",
    "meaningful",
    "significant",
  ]);
});

test("one reading gives the figures of all versions and of each, and they add up", () => {
  const row = { reason: null, stepId: null } as const;
  const tally = [
    { ...row, version: 1, status: "open", stepId: "reminder-1", customers: 3 },
    { ...row, version: 1, status: "exited", reason: "deadline", customers: 2 },
    { ...row, version: 2, status: "open", customers: 4 },
    { ...row, version: 2, status: "exited", reason: "left_audience", customers: 5 },
    { ...row, version: 2, status: "exited", reason: "deadline", customers: 1 },
    { ...row, version: 2, status: "completed", reason: "goal_met", customers: 7 },
  ] as const;
  const all = foldTally(tally, null);
  expect(all.figures).toEqual({ entered: 22, open: 7, completed: 7, exited: 8 });
  expect(all.exits).toEqual([
    { reason: "left_audience", customers: 5 },
    { reason: "deadline", customers: 3 },
  ]);
  expect(all.standing).toEqual([
    { stepId: "reminder-1", customers: 3 },
    { stepId: null, customers: 4 },
  ]);
  expect(foldTally(tally, 1).figures).toEqual({ entered: 5, open: 3, completed: 0, exited: 2 });
});

test("a filter reads the same from the address that it was written to", () => {
  for (const filter of [
    { show: "entered", days: { from: "2026-03-02", to: "2026-03-08" }, version: 3 },
    { show: "entered", days: { from: null, to: "2026-03-08" } },
    { show: "open", step: "" },
    { show: "open", step: "end" },
    { show: "exited", reason: "left_audience" },
    { show: "completed", took: { fromMs: 90 * MINUTE_MS, toMs: 2 * HOUR_MS } },
    { show: "completed", took: { fromMs: 10 * DAY_MS, toMs: null } },
  ] as const) {
    const said = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    const read = readPassFilter(passQuery(filter));
    expect(Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))).toEqual(said);
  }
});

test("what makes no sense in an address is left out", () => {
  const nonsense = {
    show: "eaten",
    version: "-1",
    reason: "bored",
    step: "NO\0",
    from: "0000-01-01",
    to: "2026-02-30",
    took: "9d-1d",
  };
  expect(Object.values(readPassFilter(nonsense)).filter(Boolean)).toEqual(["entered"]);
  expect(readPassFilter({ show: "completed", took: "9d-1d" }).took).toBeUndefined();
  expect(readPassFilter({ from: "2026-03-08", to: "2026-03-02" }).days).toBeUndefined();
  // A reason narrows only those who exited, a step only those who are in it.
  expect(readPassFilter({ show: "open", reason: "deadline" }).reason).toBeUndefined();
  expect(readPassFilter({ show: "exited", step: "reminder-1" }).step).toBeUndefined();
  expect(["1", "0", "01", "1.5", "99999999999", "2147483648", "", undefined].map(readVersion)).toEqual([
    1,
    ...Array(7).fill(null),
  ]);
  expect(["2026-02-28", "2026-02-29", "2028-02-29", "1969-12-31", "3000-01-01"].map(isDay)).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
});

test("lengths and days are said as people say them", () => {
  expect([0, 42 * MINUTE_MS, 5.42 * HOUR_MS, DAY_MS, 3.24 * DAY_MS, 12.6 * DAY_MS].map(spanFigure)).toEqual([
    "0 min",
    "42 min",
    "5.4 h",
    "1 day",
    "3.2 days",
    "13 days",
  ]);
  const week = { firstDay: "2026-03-02", lastDay: "2026-03-08" };
  expect(bucketInWords(week, "week").replaceAll(/\s/g, "")).toBe("2–8March2026");
  expect(bucketInWords(week, "day").replace(",", "")).toBe("Monday 2 March 2026");
  expect(bucketInWords(week, "month")).toBe("March 2026");
  expect(daysInWords({ from: "2026-03-02", to: "2026-03-02" })).toBe("2 March 2026");
  expect(daysInWords({ from: "2026-03-02", to: null })).toBe("since 2 March 2026");
});

test("a chart's lines stand at round values, the last at or above the highest bar", () => {
  expect(ticksTo(0)).toEqual([]);
  expect(ticksTo(1)).toEqual([1]);
  expect(ticksTo(7)).toEqual([5, 10]);
  expect(ticksTo(61)).toEqual([50, 100]);
  expect(ticksTo(1_200)).toEqual([500, 1_000, 1_500]);
  expect(labelled(14, 6)).toEqual([0, 3, 6, 9, 12]);
  expect(labelled(3, 6)).toEqual([0, 1, 2]);
});
