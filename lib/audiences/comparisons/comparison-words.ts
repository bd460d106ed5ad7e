import type { Comparison } from "@/lib/audiences/schema";
import { durationWords } from "@/lib/spans";

/** What a comparison asks of a value, without naming the value. */
export function comparisonWords(is: Comparison): string {
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
      return `is before ${instantWords(is.value)}`;
    case "after":
      return `is after ${instantWords(is.value)}`;
    case "has_any_value":
      return "has any value";
    case "has_no_value":
      return "has no value";
    default:
      return `${is.op} ${is.value}`;
  }
}

function instantWords(value: string): string {
  const text = new Date(value).toISOString();
  return text.endsWith("T00:00:00.000Z")
    ? text.slice(0, 10)
    : `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

function quote(text: string): string {
  return text === "" ? "empty text" : text;
}
