import { asDate } from "@/lib/dates";
import { typeOf, type ValueType } from "@/lib/profiles/attributes/values";

/*
 * A type is a lens on a stored value: the value stays as it came, and reads as one of the type or as none.
 *   text      text, and numbers and truth as they are written.
 *   number    a number, and text that writes one in at most 15 digits.
 *   boolean   true and false, written or as 1 and 0.
 *   date      a date, and a whole count since 1970.
 *   json      anything.
 * lens-sql.ts says the same to the database.
 */

/** A number in text. Within 15 digits a double and the database's numbers are in the same order. */
export const NUMBER_PATTERN = "^-?(?:0|[1-9][0-9]{0,8})(?:\\.[0-9]{1,6})?$|^-?[1-9][0-9]{0,14}$";
const number = new RegExp(NUMBER_PATTERN);

/** What a stored value reads as through a type; null when there is none, or it does not fit. */
export function readAs(value: unknown, type: ValueType | null): unknown {
  const own = typeOf(value);
  if (own === null) return null;
  if (type === null || type === "json") return value;
  switch (type) {
    case "text":
      return asText(value);
    case "number":
      return own === "number"
        ? value
        : typeof value === "string" && number.test(value)
          ? Number(value)
          : null;
    case "boolean":
      return asBoolean(value);
    case "date":
      return asDate(value);
  }
}

/** Whether a stored value is one of a type. No value fits every type. */
export function fits(value: unknown, type: ValueType | null): boolean {
  return typeOf(value) === null || readAs(value, type) !== null;
}

function asText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "number") return null;
  // Very large and very small numbers are written in too many ways to compare as text.
  const written = String(value);
  return written.includes("e") ? null : written;
}

function asBoolean(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (value === 1) return true;
  if (value === 0) return false;
  if (typeof value !== "string" || !/^(?:true|false)$/i.test(value)) return null;
  return value.toLowerCase() === "true";
}
