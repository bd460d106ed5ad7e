import {
  momentTexts,
  type Reading,
  read,
  readKey,
  readNumber,
  unread,
} from "@/components/editor/panel/fields/reading";
import type { AttributeValue } from "@/lib/actions/schema";
import { isDate, isDay } from "@/lib/dates";

/** What an attribute is set to, as it is typed, for every way of setting it at once. */
export type ValueTexts = Record<
  "from" | "type" | "text" | "number" | "truth" | "day" | "time" | "attribute" | "by" | "way",
  string
>;
type From = AttributeValue["kind"];

/** Where the value comes from. */
export const origins = [
  ["literal", "A value"],
  ["now", "The moment it runs"],
  ["attribute", "The value of another attribute"],
  ["increase", "A number more or less"],
  ["empty", "Nothing: clear it"],
] as const satisfies readonly (readonly [From, string])[];

/** Of what type a value is that is written down. */
export const literalTypes = [
  ["boolean", "True or false"],
  ["text", "Text"],
  ["number", "Number"],
  ["date", "Date"],
] as const;
export type LiteralType = (typeof literalTypes)[number][0];

export function literalType(text: string): LiteralType {
  return literalTypes.find(([type]) => type === text)?.[0] ?? "text";
}

export function originOf(text: string): From {
  return origins.find(([from]) => from === text)?.[0] ?? "literal";
}

const blank: ValueTexts = {
  from: "literal",
  type: "boolean",
  text: "",
  number: "",
  truth: "true",
  day: "",
  time: "",
  attribute: "",
  by: "1",
  way: "raise",
};

export function valueTexts(value: AttributeValue): ValueTexts {
  const from = value.kind;
  if ("by" in value)
    return { ...blank, from, by: String(Math.abs(value.by)), way: value.by < 0 ? "lower" : "raise" };
  if ("attribute" in value) return { ...blank, from, attribute: value.attribute };
  return "value" in value ? { ...blank, from, ...literalTexts(value.value) } : { ...blank, from };
}

function literalTexts(value: string | number | boolean): Partial<ValueTexts> {
  if (typeof value === "boolean") return { type: "boolean", truth: String(value) };
  if (typeof value === "number") return { type: "number", number: String(value) };
  if (!isDate(value)) return { type: "text", text: value };
  return { type: "date", text: value, ...(isDay(value) ? { day: value, time: "" } : momentTexts(value)) };
}

const literals: { readonly [T in LiteralType]: (texts: ValueTexts) => Reading<string | number | boolean> } = {
  boolean: ({ truth }) => read(truth === "true"),
  text: ({ text }) => (text === "" ? unread("Write the value.") : read(text)),
  number: ({ number }) => readNumber(number, "number"),
  date: ({ day, time }) => {
    if (day === "") return unread("Choose a day.", "day");
    return read(time === "" ? day : `${day}T${time}:00.000Z`);
  },
};

const readers: { readonly [K in From]: (texts: ValueTexts) => Reading<AttributeValue> } = {
  literal: (texts) => {
    const answer = literals[literalType(texts.type)](texts);
    return answer.ok ? read({ kind: "literal", value: answer.value }) : answer;
  },
  now: () => read({ kind: "now" }),
  attribute: ({ attribute }) => {
    const answer = readKey(attribute, "attribute");
    return answer.ok ? read({ kind: "attribute", attribute: answer.value }) : answer;
  },
  increase: ({ by, way }) => {
    const answer = readNumber(by, "by");
    return answer.ok
      ? read({ kind: "increase", by: way === "lower" ? -answer.value : answer.value })
      : answer;
  },
  empty: () => read({ kind: "empty" }),
};

export function readValue(texts: ValueTexts): Reading<AttributeValue> {
  return readers[originOf(texts.from)](texts);
}
