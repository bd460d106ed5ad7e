import { Temporal } from "temporal-polyfill";
import { DAY_MS, type Duration, shiftForFilter, toLocal } from "@/lib/time";

/*
 * How the edge of a window moves. For a window of fixed length the edge moves evenly with the clock. For calendar months it does not:
 * on 29, 30 and 31 March "a month ago" is 28 February all day long, each day starting over at midnight, and where clocks are put back
 * it goes back with them. So a value can leave a window of months and come back into it.
 */
const SETTLED_MS = 3 * DAY_MS;
const NEIGHBOURHOOD_MS = 5 * DAY_MS;
const MAX_CELLS = 24;

/** A window on the time line: its length, whether it lies behind (-1) or ahead (1) of now, and the zone of its calendar. */
export interface Window {
  duration: Duration;
  sign: 1 | -1;
  zone: string;
}

/** How long a window is, in milliseconds; null for calendar months, whose length depends on when. */
export function fixedLength(duration: Duration): number | null {
  return duration.unit === "months" ? null : shiftForFilter(new Date(0), duration, 1, "UTC").getTime();
}

/** Where the far edge of a window stands at a moment, in epoch milliseconds. */
export function edgeAt(t: number, { duration, sign, zone }: Window): number {
  return shiftForFilter(new Date(t), duration, sign, zone).getTime();
}

/** The first moment after `now` at which it turns whether the edge of a window, which stands at `edge` now, has reached `point`; null if it never does. */
export function nextCrossing(
  now: number,
  window: Window,
  point: number,
  edge = edgeAt(now, window),
): number | null {
  if (window.duration.unit === "months") return nextCrossingOfMonths(now, window, point, edge);
  return edge >= point ? null : now + point - edge;
}

function nextCrossingOfMonths(now: number, window: Window, point: number, edge: number): number | null {
  const reached = edge >= point;
  if (reached) return edge - point > SETTLED_MS ? null : scan(now, window, point, reached);

  const candidate = shiftForFilter(
    new Date(point),
    window.duration,
    window.sign === 1 ? -1 : 1,
    window.zone,
  ).getTime();
  const plain =
    candidate > now &&
    toLocal(new Date(candidate), window.zone).day <= 28 &&
    edgeAt(candidate, window) === point &&
    edgeAt(candidate - 1, window) < point;
  return plain ? candidate : scan(Math.max(now, candidate - NEIGHBOURHOOD_MS), window, point, reached);
}

// Between a midnight, a change of clocks and the next of them the edge never goes back, so that one search a cell is enough.
function scan(from: number, window: Window, point: number, reached: boolean): number | null {
  let start = from;
  for (let cell = 0; cell < MAX_CELLS; cell++) {
    const end = cellEnd(start, window.zone);
    if (!reached && edgeAt(end - 1, window) >= point) return firstReached(start, end - 1, window, point);
    const edge = edgeAt(end, window);
    if (edge >= point !== reached) return end;
    if (reached && edge - point > SETTLED_MS) return null;
    start = end;
  }
  return start;
}

function cellEnd(t: number, zone: string): number {
  const here = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(zone);
  const midnight = here.add({ days: 1 }).startOfDay();
  if (midnight.offsetNanoseconds === here.offsetNanoseconds) return midnight.epochMilliseconds;
  const transition = here.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  return Math.min(midnight.epochMilliseconds, transition);
}

function firstReached(after: number, by: number, window: Window, point: number): number {
  let low = after;
  let high = by;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (edgeAt(middle, window) >= point) high = middle;
    else low = middle;
  }
  return high;
}
