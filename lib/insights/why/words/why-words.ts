import { entryOf } from "@/lib/audiences/conditions/kinds";
import { describeCondition } from "@/lib/audiences/describe";
import type { Condition, ConditionTrace, Facts } from "@/lib/audiences/schema";
import type { WhyCondition } from "@/lib/insights/why/schema";
import { valueInWords } from "@/lib/words/value-words";

/** A moment as a sentence says it: "12 March 2026 at 09:00". */
export function momentInWords(at: Date, zone: string): string {
  const date = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(at);
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
  return `${date} at ${time}`;
}

/** A condition with the value it saw and its verdict, as the rules traced it. */
export function conditionInWords(
  condition: Condition,
  trace: ConditionTrace,
  { facts, zone }: { facts: Facts; zone: string },
): WhyCondition {
  return {
    path: trace.path,
    words: describeCondition(condition),
    verdict: trace.verdict,
    saw: trace.saw,
    seen: seen(condition, trace.saw, facts, zone),
    turnsAt: trace.nextChange,
  };
}

function seen(condition: Condition, saw: unknown, facts: Facts, zone: string): string {
  const valueWords = (value: unknown) => valueInWords(value, zone);
  return entryOf(condition).seen(condition, saw, { facts, valueWords, eventsBeyond: EVENTS_COUNTED_BEYOND });
}

/** How many events are counted beyond those that settle a condition: the rules need no more, people like to see them. */
export const EVENTS_COUNTED_BEYOND = 100;
