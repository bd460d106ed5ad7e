import { expect, it } from "vitest";
import { lastVerdict, verdictOf } from "@/tests/bench/verdict";

const around = (middle: number, count: number) =>
  Array.from({ length: count }, (_, at) => middle + (at - (count - 1) / 2) * 0.002);

it("says that a figure holds when the whole interval is above the bound", () => {
  expect(verdictOf(around(1.01, 9))).toMatchObject({ says: "holds", median: 1.01 });
});

it("says that a figure became slower when the whole interval is below the bound", () => {
  expect(verdictOf(around(0.9, 9)).says).toBe("slower");
});

it("is unsure while the interval spans the bound, and in the end lets the median decide", () => {
  const verdict = verdictOf(around(0.951, 9));
  expect(verdict.says).toBe("unsure");
  expect(lastVerdict(verdict)).toBe("holds");
  expect(lastVerdict(verdictOf(around(0.949, 9)))).toBe("slower");
});

it("is unsure about fewer than six rounds, however alike they are", () => {
  expect(verdictOf([1.2, 1.2, 1.2, 1.2, 1.2]).says).toBe("unsure");
  expect(verdictOf([1.2, 1.2, 1.2, 1.2, 1.2, 1.2]).says).toBe("holds");
});

it("lets one disturbed round decide nothing, however bad it was", () => {
  const rounds = [...around(1, 8), 0.1];
  expect(verdictOf(rounds).says).toBe("holds");
});

it("leaves out as many at either end as the binomial distribution allows for 95 %", () => {
  // Of 9 rounds, one at either end: with both the interval covers 96.1 %.
  const verdict = verdictOf([0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99]);
  expect([verdict.from, verdict.to]).toEqual([0.92, 0.98]);
  // Of 25, seven.
  const many = verdictOf(Array.from({ length: 25 }, (_, at) => at));
  expect([many.from, many.to]).toEqual([7, 17]);
});
