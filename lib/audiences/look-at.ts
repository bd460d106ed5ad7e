import { compare, compareNumbers, isRelative, nextLook } from "@/lib/audiences/compare";
import type {
  AttributeCondition,
  Attributes,
  Condition,
  EventCondition,
  EventFact,
  Facts,
  MembershipCondition,
  MembershipFact,
  PeopleCondition,
} from "@/lib/audiences/schema";
import { earliest, latest, type Share, tally, tallyStays } from "@/lib/audiences/tally";
import { edgeAt, fixedLength, nextCrossing, type Window } from "@/lib/audiences/window";
import { LAST_MS } from "@/lib/dates";
import { type AttributeTypes, typeFor } from "@/lib/profiles/attributes/attribute-types";
import { countsDaysFrom, typedValue, wholeDays } from "@/lib/profiles/attributes/built-ins";
import type { Entity } from "@/lib/profiles/schema";
import { DAY_MS } from "@/lib/time";

export interface EvaluateOptions {
  now: Date;
  /** The workspace's zone, for windows of calendar months. */
  zone: string;
  /** Events before it do not count where the condition names no window of its own: a goal counts from entry. One at this very moment counts. */
  since?: Date | undefined;
  /** Of the events before `since`, those that count all the same. */
  countsLate?: ((event: EventFact) => boolean) | undefined;
  /** Time stands still here: events after it do not count, and nothing changes any more. */
  until?: Date | undefined;
}

interface Clock {
  t: number;
  zone: string;
  since: number;
  countsLate: (event: EventFact) => boolean;
}

const NEVER = () => false;

/** Whose facts a condition is asked of: a customer, or one of an organisation's people. */
interface Subject {
  entity: Entity;
  types?: AttributeTypes;
  attributes: Attributes;
  organisation: Attributes;
  events: readonly EventFact[];
  memberships: readonly MembershipFact[];
  people: Facts["people"];
}

/** One condition at one moment. */
export interface Look {
  verdict: boolean;
  saw: unknown;
  next: number | null;
}

/** What conditions are asked of and when, and how the moments they name are told. */
export function prepare(facts: Facts, { now, zone, since, until, countsLate = NEVER }: EvaluateOptions) {
  const end = until?.getTime() ?? LAST_MS;
  const clock: Clock = {
    t: Math.min(now.getTime(), end),
    zone,
    since: since?.getTime() ?? Number.NEGATIVE_INFINITY,
    countsLate,
  };
  const organisation =
    facts.entity === "organisation" ? facts.attributes : (facts.organisation?.attributes ?? {});
  const subject: Subject = { ...facts, organisation };
  const moment = (t: number | null) => (t === null || t > end || t > LAST_MS ? null : new Date(t));
  return { clock, subject, moment };
}

/** All must hold. What is false turns true only when the last of its false conditions has turned; what is true turns with the first. */
export function both(looks: readonly Look[]): Omit<Look, "saw"> {
  if (looks.length === 0) return { verdict: false, next: null };
  const failing = looks.filter((one) => !one.verdict);
  if (failing.length > 0) return { verdict: false, next: latest(failing.map((one) => one.next)) };
  return { verdict: true, next: earliest(looks.map((one) => one.next)) };
}

/** One must hold: the mirror image. */
export function either(looks: readonly Omit<Look, "saw">[]): Omit<Look, "saw"> {
  const holding = looks.filter((one) => one.verdict);
  if (holding.length > 0) return { verdict: true, next: latest(holding.map((one) => one.next)) };
  return { verdict: false, next: earliest(looks.map((one) => one.next)) };
}

/** One condition, asked of one customer at one moment. */
export function lookAt(condition: Condition, subject: Subject, clock: Clock): Look {
  switch (condition.kind) {
    case "attribute":
      return lookAtAttribute(condition, subject, clock);
    case "event":
      return lookAtEvents(condition, subject, clock);
    case "membership":
      return lookAtMembership(condition, subject);
    case "people":
      return lookAtPeople(condition, subject, clock);
  }
}

function lookAtAttribute(
  { of, attribute, is }: AttributeCondition,
  subject: Subject,
  { t, zone }: Clock,
): Look {
  const attributes = of === "self" ? subject.attributes : subject.organisation;
  const types = subject.types?.[of === "self" ? subject.entity : "organisation"];
  const from = countsDaysFrom(attributes, attribute, types);
  const saw = from ? wholeDays(from, new Date(t)) : typedValue(attributes, attribute, types);
  const kind = !from && typeFor(types, attribute) === "text" ? "text" : "attribute";
  if (!from && !isRelative(is)) return { verdict: compare(saw, is, { t, zone }, kind), saw, next: null };
  const at = (later: number): Share => {
    const value = from ? wholeDays(from, new Date(later)) : saw;
    const next = from ? nextDay(from, value, is, later) : nextLook(value, is, { t: later, zone }, kind);
    return { counts: compare(value, is, { t: later, zone }, kind), next };
  };
  return { ...tally(t, [at], (count) => count === 1), saw };
}

/** The next whole day at which a count of days meets or passes a number it is compared with. */
function nextDay(from: Date, days: unknown, is: AttributeCondition["is"], t: number): number | null {
  const numbers =
    is.op === "between" ? [is.from, is.to] : "value" in is && typeof is.value === "number" ? [is.value] : [];
  const ahead = numbers
    .flatMap((number) => [Math.ceil(number), Math.floor(number) + 1])
    .map((day) => from.getTime() + day * DAY_MS)
    .filter((moment) => moment > t && moment <= LAST_MS);
  return typeof days === "number" ? earliest(ahead) : null;
}

function lookAtEvents(condition: EventCondition, subject: Subject, clock: Clock): Look {
  const { event, within, where, count } = condition;
  const { t: now, zone } = clock;
  const window: Window | null = within ? { duration: within, sign: -1, zone } : null;
  const candidates = subject.events.filter(
    (one) =>
      one.name === event && (window !== null || one.at.getTime() >= clock.since || clock.countsLate(one)),
  );
  const holds = (times: number) => compareNumbers(times, count.op, count.times);
  const lengthMs = window ? fixedLength(window.duration) : Number.POSITIVE_INFINITY;
  if (lengthMs !== null && !where.some(({ is }) => isRelative(is))) {
    const stays = candidates.flatMap(({ at, properties }) => {
      const matches = where.every(({ property, is }) =>
        compare(propertyOf(properties, property), is, clock, "property"),
      );
      return matches ? [{ from: at.getTime(), until: at.getTime() + lengthMs }] : [];
    });
    const { count: saw, verdict, next } = tallyStays(now, stays, holds);
    return { verdict, saw, next };
  }
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
  const { count: saw, verdict, next } = tally(now, looks, holds);
  return { verdict, saw, next };
}

function propertyOf(properties: Readonly<Record<string, unknown>>, property: string): unknown {
  return Object.hasOwn(properties, property) ? properties[property] : null;
}

function lookAtMembership({ of, slug, is }: MembershipCondition, subject: Subject): Look {
  const passes = subject.memberships.filter((one) => one.kind === of && one.slug === slug);
  const standing = {
    in: passes.some((one) => one.open),
    entered: passes.length > 0,
    completed: passes.some((one) => one.everCompleted),
    exited: passes.some((one) => one.everExited),
  };
  const verdict = {
    in: standing.in,
    not_in: !standing.in,
    has_entered: standing.entered,
    has_never_entered: !standing.entered,
    has_completed: standing.completed,
    has_exited: standing.exited,
  }[is];
  return { verdict, saw: standing, next: null };
}

function lookAtPeople({ quantifier, all }: PeopleCondition, subject: Subject, clock: Clock): Look {
  const { people } = subject;
  const looks = people.map((person) => (t: number): Share => {
    const one: Subject = {
      ...person,
      types: subject.types,
      entity: "person",
      organisation: subject.attributes,
      people: [],
    };
    const { verdict, next } = both(all.map((condition) => lookAt(condition, one, { ...clock, t })));
    return { counts: verdict, next };
  });
  const needed =
    quantifier === "any" ? 1 : quantifier === "all" ? Math.max(1, people.length) : quantifier.atLeast;
  const { count: saw, verdict, next } = tally(clock.t, looks, (matching) => matching >= needed);
  return { verdict, saw, next };
}
