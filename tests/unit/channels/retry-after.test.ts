import { expect, it } from "vitest";
import { readRetryAfter } from "@/lib/channels/providers/retry-after";

const now = Date.parse("2026-11-30T12:00:00Z");
const read = (said: string, others: Record<string, string> = {}) =>
  readRetryAfter({ "retry-after": said, ...others }, now);

it.each([
  ["seconds", "7", 7_000],
  ["parts of a second, and blanks", " 1.5 ", 1_500],
  ["a date", "Mon, 30 Nov 2026 12:02:00 GMT", 120_000],
  ["more than anybody waits", "999999999999999", 86_400_000],
  ["more digits than there are numbers", "9".repeat(400), 86_400_000],
  ["a date in another age", "Fri, 31 Dec 9999 23:59:59 GMT", 86_400_000],
])("a provider may ask for patience in %s", (_, said, ms) => {
  expect(read(said)).toBe(ms);
});

it("a date is read by the clock of whoever sent it", () => {
  const headers = { date: "Mon, 30 Nov 2026 15:00:00 GMT" };
  expect(read("Mon, 30 Nov 2026 15:01:00 GMT", headers)).toBe(60_000);
});

it.each(["", "soon", "-5", "0", "Infinity", "0x10", "Mon, 30 Nov 2026 11:00:00 GMT", "Mon, 45 Foo GMT"])(
  "%j asks for nothing",
  (said) => expect(read(said)).toBeNull(),
);
