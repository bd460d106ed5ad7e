import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { coalesce } from "@/components/shell/coalesce";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function refreshing() {
  const at: number[] = [];
  const started = Date.now();
  return { at, mine: coalesce(() => at.push(Date.now() - started), 2_000) };
}

test("the first change is shown at once and what comes of it soon after; while much happens, every two seconds", () => {
  const { at, mine } = refreshing();
  for (let i = 0; i < 100; i++) {
    mine.ask();
    mine.done(1);
    vi.advanceTimersByTime(100);
  }
  expect(at.slice(0, 6)).toEqual([0, 400, 1_200, 2_800, 4_800, 6_800]);
});

test("after a quiet time it follows as fast as at first", () => {
  const { at, mine } = refreshing();
  const change = (thenMs: number) => {
    mine.ask();
    vi.advanceTimersByTime(500);
    mine.done(1);
    vi.advanceTimersByTime(thenMs);
  };
  for (const thenMs of [0, 0, 9_000, 0, 0]) change(thenMs);
  expect(at).toEqual([0, 503, 1_303, 10_500, 11_003]);
});

test("nothing is begun while the one before is under way, and what changed meanwhile is shown after it", () => {
  const { at, mine } = refreshing();
  mine.ask();
  vi.advanceTimersByTime(3_000);
  mine.ask();
  expect(at).toEqual([0]);
  mine.done(10);
  vi.advanceTimersByTime(100);
  expect(at).toEqual([0, 3_030]);
});

test("a server that takes a second to answer is left alone for three", () => {
  const { at, mine } = refreshing();
  mine.ask();
  vi.advanceTimersByTime(1_000);
  mine.done(1_000);
  mine.ask();
  vi.advanceTimersByTime(10_000);
  expect(at).toEqual([0, 4_000]);
});

test("once the line is lost nothing more is begun", () => {
  const { at, mine } = refreshing();
  mine.ask();
  mine.done(10);
  mine.ask();
  mine.stop();
  vi.advanceTimersByTime(10_000);
  expect(at).toEqual([0]);
});
