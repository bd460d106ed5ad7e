/*
 * What a value is, for every part of the product.
 *   text      any string that is not a date.
 *   date      an instant, stored as canonical text in UTC: 2026-03-01T00:00:00.000Z. Its order as text is its order in time.
 *   number    a finite double.  boolean  true or false.  json  lists and objects: kept, but only "has any value" can ask for them.
 * A missing value is null or absent.
 */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type ValueType = "text" | "number" | "boolean" | "date" | "json";

const MAX_TEXT = 10_000;
/** Names are searched by their beginning, and no index holds a page of text. */
const MAX_NAME = 300;
const names = new Set(["name", "first_name", "last_name", "organization_name"]);
const FIRST_MS = Date.parse("0001-01-01T00:00:00.000Z");
/** The last moment the product knows: years have four digits. */
export const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");

const leapYear = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)";
const ordinaryDay =
  "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))";
const year = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])";
const day = `(?:${year}-${ordinaryDay}|${leapYear}-02-29)`;
const minute = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";

/** The shape of a stored date, as a pattern that JavaScript and PostgreSQL read alike: only days that exist. */
export const DATE_PATTERN = `^${day}T${minute}:[0-5][0-9]\\.[0-9]{3}Z$`;
/** The shapes in which senders write dates. Without an offset they mean UTC. */
export const SENT_DATE_PATTERN = `^${day}(?:[T ]${minute}(?::[0-5][0-9](?:\\.[0-9]{1,9})?)?(?:Z|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?)?$`;

const stored = new RegExp(DATE_PATTERN);
const sent = new RegExp(SENT_DATE_PATTERN);
const parts = /^(.{10})(?:.(\d\d:\d\d)(:\d\d)?(?:\.(\d+))?(?:Z|([+-])(\d\d):?(\d\d))?)?$/;

/** Whether a value is a date as the product stores it. */
export function isDate(value: unknown): value is string {
  return typeof value === "string" && value.length === 24 && stored.test(value);
}

/** What kind of value it is; null when there is none. */
export function typeOf(value: unknown): ValueType | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? "number" : null;
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return isDate(value) ? "date" : "text";
  return "json";
}

/** The canonical text of a date as someone sent it; null when it is not a date, or outside the years 1 to 9999. */
export function toDateText(text: string): string | null {
  if (text.length > 40 || !sent.test(text)) return null;
  const [, date, clock = "00:00", seconds = ":00", fraction = "", sign, hours = "0", minutes = "0"] =
    parts.exec(text) ?? [];
  const local = Date.parse(`${date}T${clock}${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
  return inYears(local - offsetMs) ? new Date(local - offsetMs).toISOString() : null;
}

/** A moment as text that compares with stored dates: before the first year it sorts before all of them, after the last year after all. */
export function boundText(ms: number): string {
  if (inYears(ms)) return new Date(ms).toISOString();
  return ms < FIRST_MS ? "" : "~";
}

/**
 * The value that is stored for what a sender sent. Null takes the attribute's value away; undefined means it cannot be stored.
 * Dates become canonical, very long text is cut, and in attributes named ..._at or ..._date a number of seconds or milliseconds since 1970 is a date.
 */
export function canonicalValue(raw: unknown, key = ""): Json | undefined {
  if (raw === null || typeof raw === "boolean") return raw;
  if (typeof raw === "string") return toDateText(raw) ?? cut(raw, names.has(key) ? MAX_NAME : MAX_TEXT);
  if (typeof raw === "number") return Number.isFinite(raw) ? (epochDate(raw, key) ?? raw + 0) : undefined;
  if (raw instanceof Date) return inYears(raw.getTime()) ? raw.toISOString() : undefined;
  return isJson(raw) ? raw : undefined;
}

function inYears(ms: number): boolean {
  return ms >= FIRST_MS && ms <= LAST_MS;
}

function epochDate(value: number, key: string): string | null {
  if (!/_(at|date)$/.test(key) || value < 1e8) return null;
  const ms = Math.trunc(value < 1e11 ? value * 1000 : value);
  return inYears(ms) ? new Date(ms).toISOString() : null;
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
