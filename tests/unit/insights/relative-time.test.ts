import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";
import { exactTime, relativeTime } from "@/lib/words/relative-time";

const now = new Date("2026-03-12T08:30:00Z");

test.each([
  [-10_000, "just now"],
  [10_000, "in a moment"],
  [-MINUTE_MS, "1 min ago"],
  [-54 * MINUTE_MS, "54 min ago"],
  [-59 * MINUTE_MS, "1 h ago"],
  [3 * HOUR_MS, "in 3 h"],
  [23 * HOUR_MS, "in 1 day"],
  [47 * HOUR_MS, "in 2 days"],
  [-59 * DAY_MS, "59 days ago"],
  [-90 * DAY_MS, "3 months ago"],
  [-800 * DAY_MS, "2 years ago"],
])("a moment %i ms away is said as “%s”", (gap, words) => {
  expect(relativeTime(new Date(now.getTime() + gap), now)).toBe(words);
});

test("the exact moment is told in the workspace's zone, by its name", () => {
  expect(exactTime(now, "Europe/Stockholm")).toBe("12 Mar 2026, 09:30:00 CET");
  expect(exactTime(now, "UTC")).toBe("12 Mar 2026, 08:30:00 UTC");
});
