import {
  momentTexts,
  type Reading,
  read,
  readDuration,
  readMoment,
  readNumber,
  unread,
} from "@/components/editor/panel/fields/reading";
import { type Comparison, operators } from "@/lib/audiences/schema";
import type { AttributeType } from "@/lib/programmes/checks/surroundings";

/** What a comparison is made of as it is typed, for every operator at once: who tries another one keeps what was written. */
export type ComparisonTexts = Record<
  "op" | "text" | "texts" | "number" | "from" | "to" | "amount" | "unit" | "day" | "time",
  string
>;
export type Operator = Comparison["op"];
/** Which inputs an operator needs. */
export type Shape = "text" | "texts" | "number" | "range" | "duration" | "moment" | "none";

interface Entry<Op extends Operator> {
  label: string;
  shape: Shape;
  read(texts: ComparisonTexts, op: Op): Reading<Comparison>;
}
type Of<C extends Comparison, S extends Shape> = {
  shape: S;
  read(texts: ComparisonTexts, op: C["op"]): Reading<Comparison>;
};
type With<Key extends PropertyKey, Value> = Extract<Comparison, { [K in Key]: Value }>;

const text: Of<Exclude<With<"value", string>, { op: "before" | "after" }>, "text"> = {
  shape: "text",
  read: ({ text: value }, op) =>
    value === "" ? unread("Write what to compare it with.") : read({ op, value }),
};
const texts: Of<With<"values", string[]>, "texts"> = {
  shape: "texts",
  read: ({ texts: lines }, op) => {
    const values = linesOf(lines);
    return values.length === 0 ? unread("Write at least one value.", "texts") : read({ op, values });
  },
};
const number: Of<With<"value", number>, "number"> = {
  shape: "number",
  read: (typed, op) => {
    const value = readNumber(typed.number, "number");
    return value.ok ? read({ op, value: value.value }) : value;
  },
};
const duration: Of<Extract<Comparison, { op: "within_last" }>, "duration"> = {
  shape: "duration",
  read: (typed, op) => {
    const value = readDuration(typed);
    return value.ok ? read({ op, value: value.value }) : value;
  },
};
const moment: Of<Extract<Comparison, { op: "before" }>, "moment"> = {
  shape: "moment",
  read: (typed, op) => {
    const value = readMoment(typed);
    return value.ok ? read({ op, value: value.value }) : value;
  },
};
const none: Of<Extract<Comparison, { op: "is_true" | "has_any_value" }>, "none"> = {
  shape: "none",
  read: (_, op) => read({ op }),
};

/** Every operator in words, with what it needs. */
const entries: { readonly [Op in Operator]: Entry<Op> } = {
  is: { label: "is", ...text },
  is_not: { label: "is not", ...text },
  contains: { label: "contains", ...text },
  does_not_contain: { label: "does not contain", ...text },
  starts_with: { label: "starts with", ...text },
  ends_with: { label: "ends with", ...text },
  is_one_of: { label: "is one of", ...texts },
  matches_none_of: { label: "is none of", ...texts },
  "=": { label: "equals", ...number },
  "!=": { label: "does not equal", ...number },
  "<": { label: "is less than", ...number },
  "<=": { label: "is at most", ...number },
  ">": { label: "is more than", ...number },
  ">=": { label: "is at least", ...number },
  between: {
    label: "is between",
    shape: "range",
    read: (typed) => {
      const from = readNumber(typed.from, "from");
      const to = readNumber(typed.to, "to");
      if (!from.ok) return from;
      if (!to.ok) return to;
      if (from.value > to.value) return unread("The first number must not be above the second.", "to");
      return read({ op: "between", from: from.value, to: to.value });
    },
  },
  is_true: { label: "is true", ...none },
  is_false: { label: "is false", ...none },
  more_than_ago: { label: "is more than … ago", ...duration },
  less_than_ago: { label: "is less than … ago", ...duration },
  within_last: { label: "is within the last", ...duration },
  within_next: { label: "is within the next", ...duration },
  before: { label: "is before", ...moment },
  after: { label: "is after", ...moment },
  has_any_value: { label: "has any value", ...none },
  has_no_value: { label: "has no value", ...none },
};

const blank: ComparisonTexts = {
  op: "has_any_value",
  text: "",
  texts: "",
  number: "",
  from: "",
  to: "",
  amount: "7",
  unit: "days",
  day: "",
  time: "",
};

/** A comparison as it is typed. */
export function comparisonTexts(is: Comparison): ComparisonTexts {
  const { op } = is;
  if ("values" in is) return { ...blank, op, texts: is.values.join("\n") };
  if ("from" in is) return { ...blank, op, from: String(is.from), to: String(is.to) };
  if (!("value" in is)) return { ...blank, op };
  if (typeof is.value === "number") return { ...blank, op, number: String(is.value) };
  if (typeof is.value === "object")
    return { ...blank, op, amount: String(is.value.amount), unit: is.value.unit };
  return shapeOf(op) === "moment"
    ? { ...blank, op, ...momentTexts(is.value) }
    : { ...blank, op, text: is.value };
}

export function readComparison(typed: ComparisonTexts): Reading<Comparison> {
  return isOperator(typed.op) ? readAs(typed.op, typed) : unread("Choose how to compare it.", "op");
}

function readAs<Op extends Operator>(op: Op, typed: ComparisonTexts): Reading<Comparison> {
  const entry: Entry<Op> = entries[op];
  return entry.read(typed, op);
}

export function isOperator(text: string): text is Operator {
  return Object.hasOwn(entries, text);
}

export function shapeOf(op: string): Shape {
  return isOperator(op) ? entries[op].shape : "none";
}

export function labelOf(op: Operator): string {
  return entries[op].label;
}

const byType: Readonly<Record<AttributeType, readonly Operator[]>> = {
  text: operators.text,
  number: operators.number,
  boolean: operators.boolean,
  date: operators.date,
  json: [],
};

/** The operators that suit a type, those that suit every type first; all of them while the type is not known. The one in use is always among them. */
export function operatorsFor(type: AttributeType | null, inUse: string): Operator[] {
  const fitting = type ? byType[type] : Object.values(byType).flat();
  const all: Operator[] = [...fitting, ...operators.any];
  return isOperator(inUse) && !all.includes(inUse) ? [...all, inUse] : all;
}

/** What a new condition asks of a value until its author says more: something that holds for whoever has it. */
export function firstComparison(type: AttributeType | null): Comparison {
  return type === "boolean" ? { op: "is_true" } : { op: "has_any_value" };
}

/** A comparison for an attribute of another type: the same one where it suits. */
export function suitedTo(type: AttributeType | null, is: Comparison): Comparison {
  if (type === null || [...byType[type], ...operators.any].some((op) => op === is.op)) return is;
  return firstComparison(type);
}

/** One value a line. */
export function linesOf(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== "");
}
