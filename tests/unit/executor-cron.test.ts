import { expect, it } from "vitest";
import { latestTick, parseCron } from "@/inngest/embedded/plans/cron";

it.each([
  ["*/15 * * * *", "2026-03-02T09:59:59Z", "2026-03-02T09:45:00Z"],
  ["0 3 * * *", "2026-03-02T02:59:00Z", "2026-03-01T03:00:00Z"],
  ["30 9 * * 1-5", "2026-03-01T12:00:00Z", "2026-02-27T09:30:00Z"],
  ["0 0 1 1,7 *", "2026-06-30T23:00:00Z", "2026-01-01T00:00:00Z"],
  ["0 12 29 2 *", "2027-02-28T00:00:00Z", "2024-02-29T12:00:00Z"],
  ["0 0 13 * 5", "2026-03-12T00:00:00Z", "2026-03-06T00:00:00Z"],
  ["0 8 * * 7", "2026-03-04T00:00:00Z", "2026-03-01T08:00:00Z"],
  ["TZ=America/New_York 0 9 * * *", "2026-03-07T14:30:00Z", "2026-03-07T14:00:00Z"],
  ["TZ=America/New_York 0 9 * * *", "2026-03-08T13:30:00Z", "2026-03-08T13:00:00Z"],
  ["TZ=Asia/Kolkata 0 0 * * *", "2026-03-02T18:29:59Z", "2026-03-01T18:30:00Z"],
])("%s, seen at %s, last came at %s", (text, now, tick) => {
  expect(latestTick(parseCron(text), new Date(now))).toEqual(new Date(tick));
});

it("a time that the change to summer time leaves out comes after the gap, on the same day", () => {
  const cron = parseCron("TZ=Europe/London 30 1 * * *");
  expect(latestTick(cron, new Date("2026-03-29T12:00:00Z"))).toEqual(new Date("2026-03-29T01:30:00Z"));
});

it("a time that comes twice when summer time ends counts the first time", () => {
  const cron = parseCron("TZ=Europe/London 30 1 * * *");
  expect(latestTick(cron, new Date("2026-10-25T12:00:00Z"))).toEqual(new Date("2026-10-25T00:30:00Z"));
});

it.each([
  "* * * *",
  "60 * * * *",
  "* * * * MON",
  "@hourly",
  "0 0 L * *",
  "TZ=Nowhere * * * * *",
  "0 0 30 2 *",
  "*/0 * * * *",
])("refuses %s", (text) => {
  expect(() => parseCron(text)).toThrow();
});
