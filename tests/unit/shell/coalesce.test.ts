import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { coalesce } from "@/components/shell/coalesce";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function refreshing() {
  const at: number[] = [];
  const started = Date.now();
  return { at, mine: coalesce(() => at.push(Date.now() - started), 2_000) };
}

test("the first change is shown at once, a burst after it in one go two seconds later", () => {
  const { at, mine } = refreshing();
  mine.ask();
  mine.done(50);
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(50);
    mine.ask();
  }
  vi.advanceTimersByTime(5_000);
  expect(at).toEqual([0, 2_000]);
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
