import fc from "fast-check";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time";

/** Where and when something is asked: mostly where clocks are about to change, or a month to end. */
export interface Place {
  now: Date;
  zone: string;
}

/** Makes what is drawn at a place once for it, however often it is part of something else. */
export function perPlace<Drawn>(make: (here: Place) => fc.Arbitrary<Drawn>) {
  const made = new WeakMap<Place, fc.Arbitrary<Drawn>>();
  return (here: Place): fc.Arbitrary<Drawn> => {
    const known = made.get(here) ?? make(here);
    made.set(here, known);
    return known;
  };
}

export const zones = `
  UTC America/New_York Europe/London Australia/Lord_Howe Asia/Kolkata America/Santiago Africa/Cairo
  Pacific/Apia US/Pacific EST5EDT Etc/GMT+5`
  .trim()
  .split(/\s+/);
const turningPoints = `
  2026-03-08T07:00:00Z 2026-11-01T06:00:00Z 2026-03-29T01:00:00Z 2026-10-25T01:00:00Z
  2026-04-04T15:00:00Z 2026-10-03T15:30:00Z 2026-04-05T04:00:00Z 2026-09-06T04:00:00Z
  2026-04-23T22:00:00Z 2026-10-29T21:00:00Z 2026-02-28T00:00:00Z 2026-03-01T00:00:00Z
  2026-03-29T12:00:00Z 2026-03-31T23:59:59.999Z 2024-02-29T10:00:00Z 2026-12-31T23:30:00Z
  2026-07-15T12:34:56.789Z`
  .trim()
  .split(/\s+/);

export const place: fc.Arbitrary<Place> = fc.record({
  now: fc
    .tuple(
      fc.constantFrom(...turningPoints),
      fc.constantFrom(0, 0, 1, -1, MINUTE_MS, HOUR_MS / 2, -HOUR_MS, DAY_MS, -2 * DAY_MS),
    )
    .map(([point, by]) => new Date(Date.parse(point) + by)),
  zone: fc.constantFrom(...zones),
});
