import type { Clock, Look, Subject } from "@/lib/audiences/conditions/entry";
import { entryOf } from "@/lib/audiences/conditions/kinds";
import type { Condition, EventFact, Facts } from "@/lib/audiences/schema";
import { LAST_MS } from "@/lib/dates";

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

const NEVER = () => false;

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

/** One condition, asked of one customer at one moment. */
export function lookAt(condition: Condition, subject: Subject, clock: Clock): Look {
  return entryOf(condition).lookAt(condition, subject, clock, lookAt);
}
