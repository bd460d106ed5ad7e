import { bounds } from "@/lib/events/bounds";
import { isFields, type Refusal } from "@/lib/events/schema";

const ESCAPES = /\\u0000|\\u[dD][89a-fA-F]/;
const LONE_SURROGATE = /\p{Cs}/u;

/** Whether JSON text could hold characters that a database refuses; false spares looking at every string of it. */
export function mayHoldBadCharacters(json: string): boolean {
  return ESCAPES.test(json);
}

/**
 * The first place in a value that cannot be stored: a zero character, half a surrogate pair, a dangerous name, a number beyond all, or nesting
 * without end.
 */
export function findUnstorable(
  value: unknown,
  checkText: boolean,
  depth = 0,
  deepest: number = bounds.nesting.most,
): Refusal | null {
  if (typeof value === "string") {
    return checkText && isBad(value)
      ? {
          field: "",
          sentence: "It holds a character that cannot be stored (\\u0000 or half a surrogate pair).",
        }
      : null;
  }
  if (typeof value === "number" && !Number.isFinite(value))
    return { field: "", sentence: "It is larger than any number that can be kept: send it as text." };
  if (typeof value !== "object" || value === null) return null;
  if (depth >= deepest) return { field: "", sentence: `It is nested more than ${deepest} levels deep.` };
  return Array.isArray(value)
    ? inList(value, checkText, depth, deepest)
    : isFields(value)
      ? inFields(value, checkText, depth, deepest)
      : null;
}

function inList(list: unknown[], checkText: boolean, depth: number, deepest: number): Refusal | null {
  for (let index = 0; index < list.length; index++) {
    const found = findUnstorable(list[index], checkText, depth + 1, deepest);
    if (found) return below(String(index), found);
  }
  return null;
}

function inFields(
  fields: Record<string, unknown>,
  checkText: boolean,
  depth: number,
  deepest: number,
): Refusal | null {
  for (const key of Object.keys(fields)) {
    if (key === "__proto__") return { field: key, sentence: "A field cannot have this name." };
    if (checkText && isBad(key))
      return { field: "", sentence: "One of its names holds a character that cannot be stored." };
    const found = findUnstorable(fields[key], checkText, depth + 1, deepest);
    if (found) return below(key, found);
  }
  return null;
}

function below(key: string, found: Refusal): Refusal {
  return { ...found, field: found.field === "" ? key : `${key}.${found.field}` };
}

function isBad(text: string): boolean {
  return text.includes("\0") || LONE_SURROGATE.test(text);
}
