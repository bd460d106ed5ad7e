import { epochMs, isDate, isInYears, toDateText } from "@/lib/dates";

/*
 * What a value is, for every part of the product.
 *   text      any string that is not a date.
 *   date      an instant, stored as canonical text in UTC: 2026-03-01T09:00:00.000Z, or a day: 2026-03-01.
 *   number    a finite double.  boolean  true or false.  json  lists and objects: kept, but only "has any value" can ask for them.
 * A missing value is null or absent.
 */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type ValueType = "text" | "number" | "boolean" | "date" | "json";

const MAX_TEXT = 10_000;
/** Names are searched by their beginning, and no index holds a page of text. */
const MAX_NAME = 300;
const names = new Set(["name", "first_name", "last_name", "organization_name"]);
/** What everybody means as text by these names: it is kept as it came, even if it looks like a date. */
export const textNames: ReadonlySet<string> = new Set([
  ...names,
  ..."email phone role timezone user_id group_id domain".split(" "),
]);

/** What kind of value it is; null when there is none. */
export function typeOf(value: unknown): ValueType | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? "number" : null;
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return isDate(value) ? "date" : "text";
  return "json";
}

/**
 * The value that is stored for what a sender sent. Null takes the attribute's value away; undefined means it cannot be stored.
 * Dates become canonical, very long text is cut, and in attributes named ..._at or ..._date a count since 1970 is a date.
 */
export function canonicalValue(raw: unknown, key = ""): Json | undefined {
  if (raw === null || typeof raw === "boolean") return raw;
  if (typeof raw === "string") {
    const date = textNames.has(key) ? null : (toDateText(raw) ?? epochDate(raw, key));
    return date ?? cut(raw, names.has(key) ? MAX_NAME : MAX_TEXT);
  }
  if (typeof raw === "number") return Number.isFinite(raw) ? (epochDate(raw, key) ?? raw + 0) : undefined;
  if (raw instanceof Date) return isInYears(raw.getTime()) ? raw.toISOString() : undefined;
  return isJson(raw) ? raw : undefined;
}

// Names that end like this hold moments, and some senders write those as counts.
function epochDate(value: number | string, key: string): string | null {
  if (!/_(at|date)$/.test(key)) return null;
  const ms = epochMs(value);
  return ms === null ? null : new Date(ms).toISOString();
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(length - 1));
  return text.slice(0, splitsPair ? length - 1 : length);
}

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  return typeof value === "object" && Object.values(value).every(isJson);
}
