import { expect, test } from "vitest";
import { addDelay } from "@/lib/time";

const days = (from: string, amount: number, zone: string) =>
  addDelay(new Date(from), { amount, unit: "days" }, zone).toISOString();

test("a delay in days that ends in the hour the clocks skip ends with the jump, also at the very first minute skipped", () => {
  // Stockholm's clocks jump from 02:00 to 03:00 on 29 March 2026, at 01:00 UTC.
  expect(days("2026-03-28T01:00:00Z", 1, "Europe/Stockholm")).toBe("2026-03-29T01:00:00.000Z");
  expect(days("2026-03-28T01:30:00Z", 1, "Europe/Stockholm")).toBe("2026-03-29T01:00:00.000Z");
  expect(days("2026-03-28T00:59:59Z", 1, "Europe/Stockholm")).toBe("2026-03-29T00:59:59.000Z");
  // Beirut's jump at midnight, at 22:00 UTC.
  expect(days("2026-03-27T22:00:00Z", 1, "Asia/Beirut")).toBe("2026-03-28T22:00:00.000Z");
});

test("a delay in days that ends in the hour the clocks show twice ends at the first of the two", () => {
  expect(days("2026-10-24T00:30:00Z", 1, "Europe/Stockholm")).toBe("2026-10-25T00:30:00.000Z");
});
