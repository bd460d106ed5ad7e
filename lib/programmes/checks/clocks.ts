import type { Wait } from "@/lib/actions/kinds/entry";
import { DAY_MS, type Duration, HOUR_MS, MINUTE_MS } from "@/lib/spans";

/** How long after entry somebody comes to a place of a flow, and how long after it the message before has left. */
export interface Clocks {
  passedMs: number;
  lastMessageMs: number;
}

/** The clocks of everybody who comes to a place: of the longest way there, of the shortest, and of the longest without a reminder, if there is one. */
export interface Arrival {
  longest: Clocks;
  shortest: Clocks;
  unreminded: Clocks | null;
}

const START: Clocks = { passedMs: 0, lastMessageMs: 0 };
export const ENTRY: Arrival = { longest: START, shortest: START, unreminded: START };

/** The clocks once a wait is over. */
export function afterWait(arrival: Arrival, wait: Wait): Arrival {
  return each(arrival, ({ passedMs, lastMessageMs }) => {
    const from = wait.since === "arrival" ? passedMs : lastMessageMs;
    return { lastMessageMs, passedMs: Math.max(passedMs, from + lengthMs(wait.delay)) };
  });
}

/** The clocks once a message has left. */
export function afterMessage(arrival: Arrival): Arrival {
  return each(arrival, ({ passedMs }) => ({ passedMs, lastMessageMs: passedMs }));
}

/** The clocks where several ways meet. */
export function whereWaysMeet(arrivals: readonly [Arrival, ...Arrival[]]): Arrival {
  return arrivals.reduce((one, other) => ({
    longest: both(one.longest, other.longest, Math.max),
    shortest: both(one.shortest, other.shortest, Math.min),
    unreminded:
      one.unreminded && other.unreminded
        ? both(one.unreminded, other.unreminded, Math.max)
        : (one.unreminded ?? other.unreminded),
  }));
}

function each({ longest, shortest, unreminded }: Arrival, change: (clocks: Clocks) => Clocks): Arrival {
  return {
    longest: change(longest),
    shortest: change(shortest),
    unreminded: unreminded && change(unreminded),
  };
}

function both(a: Clocks, b: Clocks, choose: (a: number, b: number) => number): Clocks {
  return {
    passedMs: choose(a.passedMs, b.passedMs),
    lastMessageMs: choose(a.lastMessageMs, b.lastMessageMs),
  };
}

const UNIT_MS = {
  minutes: MINUTE_MS,
  hours: HOUR_MS,
  days: DAY_MS,
  weeks: 7 * DAY_MS,
  months: 30 * DAY_MS,
} as const;

/** Near enough to compare delays with each other: a month counts 30 days. */
export function lengthMs({ amount, unit }: Duration): number {
  return amount * UNIT_MS[unit];
}
