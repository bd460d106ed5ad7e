import type { ValueType } from "@/lib/profiles/attributes/values";

/** Every type that an attribute can have, in the order in which they are offered. */
export const valueTypes = [
  "text",
  "number",
  "boolean",
  "date",
  "json",
] as const satisfies readonly ValueType[];

/** How a type is called where a member chooses one. */
export const typeNames: Readonly<Record<ValueType, string>> = {
  text: "Text",
  number: "Number",
  boolean: "True or false",
  date: "Date",
  json: "Anything",
};

const one: Readonly<Record<ValueType, string>> = {
  text: "text",
  number: "a number",
  boolean: "true or false",
  date: "a date",
  json: "a list or an object",
};

/** What is wrong with a value that does not fit a type, as it reads after the value. */
export function misfitWords(type: ValueType): string {
  return `is not ${one[type]}`;
}

/** What to say beside a value that does not fit the type of its attribute. */
export function misfitSentence(type: ValueType): string {
  return `It ${misfitWords(type)}, so it counts as no value.`;
}
