import type {
  Comparison,
  Condition,
  EventCondition,
  Filter,
  MembershipCondition,
  PeopleCondition,
} from "@/lib/audiences/schema";
import { durationWords } from "@/lib/spans";

/** A filter in plain words, the same on every screen: "created_at has any value and has not done Project Created". */
export function describeFilter({ any }: Filter): string {
  const groups = any
    .filter(({ all }) => all.length > 0)
    .map(({ all }) => all.map(describeCondition).join(" and "));
  if (groups.length === 0) return "nobody";
  return groups.length === 1 ? groups.join("") : groups.map((group) => `(${group})`).join(" or ");
}

/** One condition in plain words. Where a missing value counts as a match, it says so. */
export function describeCondition(condition: Condition): string {
  switch (condition.kind) {
    case "attribute":
      return `${condition.of === "organisation" ? "organisation's " : ""}${condition.attribute} ${describeComparison(condition.is)}`;
    case "event":
      return describeEvent(condition);
    case "membership":
      return describeMembership(condition);
    case "people":
      return describePeople(condition);
  }
}

/** What a comparison asks of a value, without naming the value. */
export function describeComparison(is: Comparison): string {
  switch (is.op) {
    case "is":
    case "contains":
      return `${is.op} ${quote(is.value)}`;
    case "is_not":
      return `is not ${quote(is.value)} (or has no value)`;
    case "does_not_contain":
      return `does not contain ${quote(is.value)} (or has no value)`;
    case "starts_with":
      return `starts with ${quote(is.value)}`;
    case "ends_with":
      return `ends with ${quote(is.value)}`;
    case "is_one_of":
      return `is one of ${is.values.map(quote).join(", ")}`;
    case "matches_none_of":
      return `is none of ${is.values.map(quote).join(", ")} (or has no value)`;
    case "between":
      return `is between ${is.from} and ${is.to}`;
    case "is_true":
      return "is true";
    case "is_false":
      return "is false";
    case "more_than_ago":
      return `is more than ${durationWords(is.value)} ago`;
    case "less_than_ago":
      return `is less than ${durationWords(is.value)} ago`;
    case "within_last":
      return `is within the last ${durationWords(is.value)}`;
    case "within_next":
      return `is within the next ${durationWords(is.value)}`;
    case "before":
      return `is before ${describeInstant(is.value)}`;
    case "after":
      return `is after ${describeInstant(is.value)}`;
    case "has_any_value":
      return "has any value";
    case "has_no_value":
      return "has no value";
    default:
      return `${is.op} ${is.value}`;
  }
}

function describeEvent({ event, count, within, where }: EventCondition): string {
  const when = within ? ` in the last ${durationWords(within)}` : "";
  const conditions = where.map(({ property, is }) => `${property} ${describeComparison(is)}`).join(" and ");
  return `${describeCount(event, count)}${conditions ? ` where ${conditions}` : ""}${when}`;
}

function describeCount(event: string, { op, times }: EventCondition["count"]): string {
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

function describeMembership({ of, slug, is }: MembershipCondition): string {
  const words = {
    in: "is in",
    not_in: "is not in",
    has_entered: "has entered",
    has_never_entered: "has never entered",
    has_completed: "has completed",
    has_exited: "has left without completing",
  } as const;
  return `${words[is]} ${of} ${slug}`;
}

function describePeople({ quantifier, all }: PeopleCondition): string {
  const who = quantifier === "any" ? "any" : quantifier === "all" ? "all" : `at least ${quantifier.atLeast}`;
  return `${who} of its people: ${all.map(describeCondition).join(" and ")}`;
}

function describeInstant(value: string): string {
  const text = new Date(value).toISOString();
  return text.endsWith("T00:00:00.000Z")
    ? text.slice(0, 10)
    : `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

function quote(text: string): string {
  return text === "" ? "empty text" : text;
}
