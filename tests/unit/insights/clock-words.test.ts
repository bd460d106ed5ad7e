import { expect, test } from "vitest";
import { clockTime, comingTime } from "@/lib/words/clock-words";

test("a clock shows day and time as its zone has them", () => {
  expect(clockTime(new Date("2026-11-22T10:48:00Z"), "UTC")).toBe("Sun 22 Nov, 10:48");
  expect(clockTime(new Date("2026-11-22T23:48:00Z"), "Europe/Stockholm")).toBe("Mon 23 Nov, 00:48");
});

test.each([
  ["2026-11-22T14:00:00Z", "today at 14:00"],
  ["2026-11-23T09:12:00Z", "tomorrow at 09:12"],
  ["2026-11-24T00:00:00Z", "on Tue 24 Nov at 00:00"],
  ["2027-01-01T09:00:00Z", "on Fri 1 Jan at 09:00"],
])("what comes at %s comes %s", (at, words) => {
  expect(comingTime(new Date(at), new Date("2026-11-22T10:48:00Z"), "UTC")).toBe(words);
});

test("tomorrow is the zone's tomorrow, also when the clocks change that night", () => {
  const now = new Date("2026-10-24T21:30:00Z");
  expect(comingTime(new Date("2026-10-24T22:30:00Z"), now, "Europe/Stockholm")).toBe("tomorrow at 00:30");
  expect(comingTime(new Date("2026-10-25T22:30:00Z"), now, "Europe/Stockholm")).toBe("tomorrow at 23:30");
  expect(comingTime(new Date("2026-10-25T23:30:00Z"), now, "Europe/Stockholm")).toBe(
    "on Mon 26 Oct at 00:30",
  );
});
