import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { addDelay, localToInstant, shiftForFilter, toLocal } from "@/lib/time";
import { runs } from "../support/wild/arbitraries";

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

const zones =
  `UTC Europe/Stockholm America/New_York Australia/Lord_Howe Africa/Casablanca Asia/Kolkata America/Santiago Asia/Beirut
  Pacific/Apia Pacific/Kwajalein Asia/Manila America/Caracas EST5EDT Etc/GMT+5`.split(/\s+/);
/** Any moment of four hundred years, many of them around a change of some zone's clocks. */
const moments = fc.oneof(
  fc.date({
    min: new Date("1800-01-01T00:00:00Z"),
    max: new Date("2200-01-01T00:00:00Z"),
    noInvalidDate: true,
  }),
  fc
    .tuple(
      fc.constantFrom(...zones),
      fc.integer({ min: 1900, max: 2100 }),
      fc.integer({ min: -3_000, max: 3_000 }),
    )
    .map(([zone, year, minutes]) => {
      const start = Temporal.PlainDateTime.from({ year, month: 1, day: 1 }).toZonedDateTime(zone);
      const change = start.getTimeZoneTransition("next") ?? start;
      return new Date(change.epochMilliseconds + minutes * 60_000);
    }),
);

test("days, weeks and months later it is the same time of day, wherever and whenever, as the calendar's own arithmetic has it", () => {
  const unit = fc.constantFrom("days" as const, "weeks" as const, "months" as const);
  const slowly = (at: Date, by: Temporal.DurationLike, zone: string) =>
    localToInstant(toLocal(at, zone).add(by), zone);
  fc.assert(
    fc.property(
      moments,
      fc.constantFrom(...zones),
      fc.integer({ min: -400, max: 400 }),
      unit,
      (at, zone, amount, unit) => {
        const plain = slowly(at, { [unit]: amount }, zone);
        expect([unit, amount, addDelay(at, { amount, unit }, zone)]).toEqual([unit, amount, plain]);
        if (unit === "months")
          expect(shiftForFilter(at, { amount: Math.abs(amount), unit }, amount < 0 ? -1 : 1, zone)).toEqual(
            plain,
          );
      },
    ),
    runs(500),
  );
});
