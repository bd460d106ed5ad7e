import { edgeAt, nextCrossing, type Window } from "@/lib/audiences/comparisons/window";
import { type Comparison, operators } from "@/lib/audiences/schema";
import { isDate, toDateText } from "@/lib/dates";
import { typeOf } from "@/lib/profiles/attributes/values";

/** The moment a comparison is made at, and the zone of its calendar months. */
export interface Moment {
  t: number;
  zone: string;
}

/** What the value is of: an attribute's value has its own type, one of an attribute of type text is text whatever it looks like; a property's text is text to text operators and a date, if it reads as one, to date operators. */
export type ValueOf = "attribute" | "text" | "property";

export type DateOperator =
  | "more_than_ago"
  | "less_than_ago"
  | "within_last"
  | "within_next"
  | "before"
  | "after";

/** Whether a value compares as asked. A missing value, or one of another type, makes it false; is_not, does_not_contain and matches_none_of are true for it. */
export function compare(value: unknown, is: Comparison, moment: Moment, of: ValueOf = "attribute"): boolean {
  switch (is.op) {
    case "has_any_value":
      return typeOf(value) !== null;
    case "has_no_value":
      return typeOf(value) === null;
    case "is_true":
      return value === true;
    case "is_false":
      return value === false;
    case "=":
    case "!=":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return isNumber(value) && compareNumbers(value, is.op, is.value);
    case "between":
      return isNumber(value) && value >= is.from && value <= is.to;
    case "is":
    case "is_not":
    case "contains":
    case "does_not_contain":
    case "starts_with":
    case "ends_with":
    case "is_one_of":
    case "matches_none_of":
      return compareText(isText(value, of) ? value : null, is);
    default: {
      const at = instantOf(value, of);
      return at !== null && compareInstant(at, is, moment);
    }
  }
}

/** Whether two numbers stand to each other as asked. */
export function compareNumbers(
  left: number,
  op: "=" | "!=" | "<" | "<=" | ">" | ">=",
  right: number,
): boolean {
  switch (op) {
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

const dateOperators: ReadonlySet<string> = new Set(operators.date);

/** Whether a comparison is with a moment. */
export function asksForDate(is: Comparison): is is Extract<Comparison, { op: DateOperator }> {
  return dateOperators.has(is.op);
}

const numberOperators: ReadonlySet<string> = new Set(operators.number);

export type NumberComparison = Extract<Comparison, { op: (typeof operators.number)[number] }>;

/** Whether a comparison is with numbers. */
export function asksForNumber(is: Comparison): is is NumberComparison {
  return numberOperators.has(is.op);
}

/** Whether a comparison's answer can change by time alone. */
export function isRelative(is: Comparison): boolean {
  return (
    is.op === "more_than_ago" ||
    is.op === "less_than_ago" ||
    is.op === "within_last" ||
    is.op === "within_next"
  );
}

/** The next moment at which a comparison with the clock has to be made again: the value meets now, or the edge of the window. */
export function nextLook(
  value: unknown,
  is: Comparison,
  moment: Moment,
  of: ValueOf = "attribute",
): number | null {
  const at = isRelative(is) ? instantOf(value, of) : null;
  if (at === null) return null;
  const moments = crossings(at, is, moment).filter((next) => next !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}

function crossings(at: number, is: Comparison, { t, zone }: Moment): (number | null)[] {
  const meets = (point: number) => (point > t ? point : null);
  switch (is.op) {
    case "more_than_ago":
      return [nextCrossing(t, behind(is.value, zone), at + 1)];
    case "less_than_ago":
      return [nextCrossing(t, behind(is.value, zone), at)];
    case "within_last":
      return [meets(at), nextCrossing(t, behind(is.value, zone), at + 1)];
    case "within_next":
      return [meets(at + 1), nextCrossing(t, ahead(is.value, zone), at)];
    default:
      return [];
  }
}

function compareInstant(
  at: number,
  is: Extract<Comparison, { op: DateOperator }>,
  { t, zone }: Moment,
): boolean {
  switch (is.op) {
    case "more_than_ago":
      return at < edgeAt(t, behind(is.value, zone));
    case "less_than_ago":
      return at > edgeAt(t, behind(is.value, zone));
    case "within_last":
      return at >= edgeAt(t, behind(is.value, zone)) && at <= t;
    case "within_next":
      return at >= t && at <= edgeAt(t, ahead(is.value, zone));
    case "before":
      return at < Date.parse(is.value);
    case "after":
      return at > Date.parse(is.value);
  }
}

function compareText(text: string | null, is: Comparison): boolean {
  switch (is.op) {
    case "is":
      return text === is.value;
    case "is_not":
      return text !== is.value;
    case "contains":
      return text?.includes(is.value) ?? false;
    case "does_not_contain":
      return !text?.includes(is.value);
    case "starts_with":
      return text?.startsWith(is.value) ?? false;
    case "ends_with":
      return text?.endsWith(is.value) ?? false;
    case "is_one_of":
      return text !== null && is.values.includes(text);
    case "matches_none_of":
      return text === null || !is.values.includes(text);
    default:
      return false;
  }
}

function behind(duration: Window["duration"], zone: string): Window {
  return { duration, sign: -1, zone };
}

function ahead(duration: Window["duration"], zone: string): Window {
  return { duration, sign: 1, zone };
}

function isNumber(value: unknown): value is number {
  return typeOf(value) === "number";
}

function isText(value: unknown, of: ValueOf): value is string {
  return typeof value === "string" && (of !== "attribute" || !isDate(value));
}

function instantOf(value: unknown, of: ValueOf): number | null {
  if (typeof value !== "string" || of === "text") return null;
  const text = of === "property" ? toDateText(value) : isDate(value) ? value : null;
  return text === null ? null : Date.parse(text);
}
