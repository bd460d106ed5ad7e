import { compare, compareNumbers, isRelative, nextLook } from "@/lib/audiences/comparisons/compare";
import { comparisonWords } from "@/lib/audiences/comparisons/comparison-words";
import { impliesMore } from "@/lib/audiences/comparisons/implies-more";
import { edgeAt, fixedLength, nextCrossing, type Window } from "@/lib/audiences/comparisons/window";
import type { Clock, ConditionEntry, Look, SeenBy, Subject } from "@/lib/audiences/conditions/entry";
import { isSame } from "@/lib/audiences/conditions/is-same";
import type { EventCondition, EventFact } from "@/lib/audiences/schema";
import { earliest, type Share, type Tally, tally, tallyStays } from "@/lib/audiences/tally";
import { durationWords } from "@/lib/spans";

/** How often an event happened. */
export const event: ConditionEntry<EventCondition> = {
  lookAt,
  isCheap: false,
  asks: (condition) => ({ event: condition }),
  describe,
  clause: { relative: "who", about: "the customer " },
  seen,
  happening,
  implies,
  clash: () => null,
};

function lookAt(condition: EventCondition, subject: Subject, clock: Clock): Look {
  const { event, within, count } = condition;
  const window: Window | null = within ? { duration: within, sign: -1, zone: clock.zone } : null;
  const candidates = subject.events.filter(
    (one) =>
      one.name === event && (window !== null || one.at.getTime() >= clock.since || clock.countsLate(one)),
  );
  const holds = (times: number) => compareNumbers(times, count.op, count.times);
  const { count: saw, verdict, next } = tallied({ candidates, where: condition.where, window, clock, holds });
  return { verdict, saw, next };
}

interface Candidates {
  candidates: readonly EventFact[];
  where: EventCondition["where"];
  window: Window | null;
  clock: Clock;
  holds(times: number): boolean;
}

function tallied(asked: Candidates): Tally {
  const { candidates, where, window, clock, holds } = asked;
  const lengthMs = window ? fixedLength(window.duration) : Number.POSITIVE_INFINITY;
  if (lengthMs === null || where.some(({ is }) => isRelative(is))) return talliedByLooks(asked);
  const stays = candidates.flatMap(({ at, properties }) => {
    const matches = where.every(({ property, is }) =>
      compare(propertyOf(properties, property), is, clock, "property"),
    );
    return matches ? [{ from: at.getTime(), until: at.getTime() + lengthMs }] : [];
  });
  return tallyStays(clock.t, stays, holds);
}

/** Where the time of an event's leaving is not known beforehand. */
function talliedByLooks({ candidates, where, window, clock: { t: now, zone }, holds }: Candidates): Tally {
  const edgeNow = window && candidates.length > 0 ? edgeAt(now, window) : null;
  const looks = candidates.map(({ at: when, properties }) => (t: number): Share => {
    const at = when.getTime();
    if (at > t) return { counts: false, next: at };
    const values = where.map(({ property, is }) => ({
      is,
      value: propertyOf(properties, property),
    }));
    const edge = window && (t === now && edgeNow !== null ? edgeNow : edgeAt(t, window));
    return {
      counts:
        (edge === null || at > edge) &&
        values.every(({ value, is }) => compare(value, is, { t, zone }, "property")),
      next: earliest([
        window && edge !== null ? nextCrossing(t, window, at, edge) : null,
        ...values.map(({ value, is }) => nextLook(value, is, { t, zone }, "property")),
      ]),
    };
  });
  return tally(now, looks, holds);
}

function propertyOf(properties: Readonly<Record<string, unknown>>, property: string): unknown {
  return Object.hasOwn(properties, property) ? properties[property] : null;
}

function describe({ event, count, within, where }: EventCondition): string {
  const when = within ? ` in the last ${durationWords(within)}` : "";
  const conditions = where.map(({ property, is }) => `${property} ${comparisonWords(is)}`).join(" and ");
  return `${countWords(event, count)}${conditions ? ` where ${conditions}` : ""}${when}`;
}

function countWords(event: string, { op, times }: EventCondition["count"]): string {
  const never = (op === "=" && times === 0) || (op === "<" && times === 1) || (op === "<=" && times === 0);
  if (never) return `has not done ${event}`;
  const once = (op === ">=" && times === 1) || (op === ">" && times === 0) || (op === "!=" && times === 0);
  if (once) return `has done ${event}`;
  const words = {
    "=": "exactly",
    "!=": "any number of times but",
    "<": "fewer than",
    "<=": "at most",
    ">": "more than",
    ">=": "at least",
  } as const;
  const zero = op === "<" || op === "<=" || op === "!=" ? " (or never)" : "";
  return `has done ${event} ${words[op]} ${times} ${times === 1 ? "time" : "times"}${zero}`;
}

function seen(
  { event, count, within, where }: EventCondition,
  saw: unknown,
  { facts, valueWords, eventsBeyond }: SeenBy,
): string {
  const times = Number(saw);
  const latest = facts.events
    .filter(({ name }) => name === event)
    .reduce<Date | null>((last, { at }) => (last && last.getTime() > at.getTime() ? last : at), null);
  const last = latest && where.length === 0 ? `, last on ${valueWords(latest.toISOString())}` : "";
  if (times === 0) return within && last ? `not in that time${last}` : "never";
  const atLeast = times > count.times + eventsBeyond ? "at least " : "";
  return `${atLeast}${times === 1 ? "once" : `${times} times`}${last}`;
}

function happening({ event, count: { op, times }, where }: EventCondition): string | null {
  if (op !== ">=" || where.length > 0) return null;
  return `“${event}” happens${times > 1 ? ` ${times} times` : ""}`;
}

function implies(held: EventCondition, asked: EventCondition): boolean {
  if (!isSame({ ...held, count: asked.count }, asked)) return false;
  const number = ({ op, times }: EventCondition["count"]) => ({ op, value: times });
  return impliesMore(number(held.count), number(asked.count));
}
