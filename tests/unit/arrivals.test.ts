import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { giveWay, isBurst, noteArrivals } from "@/inngest/arrivals";

beforeEach(() => {
  vi.useFakeTimers();
  globalThis.trigArrivals = undefined;
});
afterEach(() => {
  vi.useRealTimers();
});

/** So many events every 20 ms, for so long. */
function arrive(each: number, forMs: number): boolean[] {
  return Array.from({ length: forMs / 20 }, () => {
    noteArrivals(each);
    vi.advanceTimersByTime(20);
    return isBurst();
  });
}

it("a burst is one until it ends, not only for a part of each moment", () => {
  const seen = arrive(50, 1_000);
  expect(seen.slice(0, 2)).toEqual([false, false]);
  expect(seen.slice(2)).toEqual(seen.slice(2).map(() => true));
  vi.advanceTimersByTime(61);
  expect(isBurst()).toBe(false);
});

it("events at a pace at which they can be applied make nobody wait", async () => {
  expect(arrive(10, 1_000)).not.toContain(true);
  expect(await giveWay(Date.now() + 2_000)).toBe(false);
});

it("what follows a burst slowly does not prolong it", () => {
  arrive(50, 200);
  expect(arrive(10, 600).slice(-10)).not.toContain(true);
});

it("applying waits for a burst to end, and no longer than it may", async () => {
  arrive(50, 200);
  const before = Date.now();
  const waiting = giveWay(before + 2_000).then(() => Date.now() - before);
  for (let passed = 0; passed < 3_000; passed += 20) {
    noteArrivals(50);
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(await waiting).toBe(2_000);
});
