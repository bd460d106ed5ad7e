import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { giveWay, isBurst, noteArrivals } from "@/inngest/arrivals";

beforeEach(() => {
  vi.useFakeTimers();
  globalThis.trigArrivals = undefined;
});
afterEach(() => {
  vi.useRealTimers();
});

/** So many events every few milliseconds, for so long. */
function arrive(each: number, forMs: number, everyMs = 20): boolean[] {
  return Array.from({ length: forMs / everyMs }, () => {
    noteArrivals(each);
    vi.advanceTimersByTime(everyMs);
    return isBurst();
  });
}

it("a burst is one until it ends, not only for a part of each moment", () => {
  const seen = arrive(50, 1_000);
  expect(seen.slice(0, 2)).toEqual([false, false]);
  expect(seen.slice(2)).toEqual(seen.slice(2).map(() => true));
  vi.advanceTimersByTime(121);
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

it("what comes in a bite every tenth of a second is a burst all the time as well", () => {
  expect(arrive(200, 2_000, 100)).not.toContain(false);
});

it("applying waits for a burst to end", async () => {
  arrive(50, 200);
  const before = Date.now();
  const waiting = giveWay(before + 2_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await waiting).toBe(true);
  expect(isBurst()).toBe(false);
});

it("applying waits no longer than it may, and then says that it did not wait", async () => {
  arrive(50, 200);
  const until = Date.now() + 2_000;
  const waiting = giveWay(until).then((hasWaited) => ({ hasWaited, at: Date.now() }));
  for (let passed = 0; passed < 3_000; passed += 20) {
    noteArrivals(50);
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(await waiting).toEqual({ hasWaited: true, at: until });
  expect(isBurst()).toBe(true);
  expect(await giveWay(until)).toBe(false);
});
