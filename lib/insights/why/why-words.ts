import { describeCondition } from "@/lib/audiences/describe";
import type {
  AttributeCondition,
  Condition,
  ConditionTrace,
  EventCondition,
  Facts,
} from "@/lib/audiences/schema";
import type { WhyCondition } from "@/lib/insights/why/schema";
import { typeFor } from "@/lib/profiles/attributes/attribute-types";
import { storedValue } from "@/lib/profiles/attributes/built-ins";
import { misfitWords } from "@/lib/profiles/attributes/type-words";
import { plural } from "@/lib/words/figures";
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
  about: { facts: Facts; zone: string },
): WhyCondition {
  return {
    path: trace.path,
    words: describeCondition(condition),
    verdict: trace.verdict,
    saw: trace.saw,
    seen: seenInWords(condition, trace.saw, about),
    turnsAt: trace.nextChange,
  };
}

function seenInWords(
  condition: Condition,
  saw: unknown,
  { facts, zone }: { facts: Facts; zone: string },
): string {
  switch (condition.kind) {
    case "attribute":
      return saw === null ? noValueInWords(condition, facts, zone) : valueInWords(saw, zone);
    case "event":
      return timesInWords(condition, saw, facts, zone);
    case "membership":
      return standingInWords(saw);
    case "people":
      return `${Number(saw)} of ${plural(facts.people.length, "person matches", "people match")}`;
  }
}

/** No value at all, or one that does not fit the attribute's type: then the value itself says more. */
function noValueInWords({ of, attribute }: AttributeCondition, facts: Facts, zone: string): string {
  const entity = of === "self" ? facts.entity : "organisation";
  const held = entity === facts.entity ? facts.attributes : facts.organisation?.attributes;
  const stored = storedValue(held ?? {}, attribute);
  const type = typeFor(facts.types?.[entity], attribute);
  if (stored === null || type === null) return valueInWords(null, zone);
  return `no value: “${valueInWords(stored, zone)}” ${misfitWords(type)}`;
}

/** How many events are counted beyond those that settle a condition: the rules need no more, people like to see them. */
export const EVENTS_COUNTED_BEYOND = 100;

function timesInWords(
  { event, count, within, where }: EventCondition,
  saw: unknown,
  facts: Facts,
  zone: string,
) {
  const times = Number(saw);
  const latest = facts.events
    .filter(({ name }) => name === event)
    .reduce<Date | null>((last, { at }) => (last && last.getTime() > at.getTime() ? last : at), null);
  const last = latest && where.length === 0 ? `, last on ${valueInWords(latest.toISOString(), zone)}` : "";
  if (times === 0) return within && last ? `not in that time${last}` : "never";
  const atLeast = times > count.times + EVENTS_COUNTED_BEYOND ? "at least " : "";
  return `${atLeast}${times === 1 ? "once" : `${times} times`}${last}`;
}

function standingInWords(saw: unknown): string {
  const stands = (key: string) => typeof saw === "object" && saw !== null && Reflect.get(saw, key) === true;
  if (stands("in")) return "in it now";
  if (stands("completed")) return "completed it before";
  if (stands("exited")) return "left it without completing";
  return stands("entered") ? "has been in it" : "never entered";
}
