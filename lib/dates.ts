/*
 * One reader of dates, for the times of events, the values of attributes and what conditions see.
 *   stored   an instant as canonical text in UTC: 2026-03-01T09:00:00.000Z, or a day without a time as it came: 2026-03-01. A day compares
 *            as its midnight in UTC, and is the same day in every zone.
 *   sent     ISO 8601 in the variants that senders write. Without an offset it means UTC. Only days that exist.
 *   epoch    a count since 1970 in seconds, milliseconds, microseconds or nanoseconds; its size tells which.
 */
const FIRST_MS = Date.parse("0001-01-01T00:00:00.000Z");
/** The last moment the product knows: years have four digits. */
export const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");
const LONGEST = 40;

const leapYear = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)";
const ordinaryDay =
  "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))";
const year = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])";
const day = `(?:${year}-${ordinaryDay}|${leapYear}-02-29)`;
const minute = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
const offset = "[Zz]|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?";

/** The shape of a stored date, as a pattern that JavaScript and PostgreSQL read alike: only days that exist. */
export const DATE_PATTERN = `^${day}(?:T${minute}:[0-5][0-9]\\.[0-9]{3}Z)?$`;
/** The shapes in which senders write dates. */
export const SENT_DATE_PATTERN = `^${day}(?:[Tt ]${minute}(?::[0-5][0-9](?:\\.[0-9]{1,12})?)?(?: ?(?:${offset}))?)?$`;

const stored = new RegExp(DATE_PATTERN);
const sent = new RegExp(SENT_DATE_PATTERN);
const parts = /^(.{10})(?:.(\d\d:\d\d)(:\d\d)?(?:\.(\d+))? ?(?:[Zz]|([+-])(\d\d):?(\d\d)?)?)?$/;

const COUNT = /^[0-9]{9,20}(?:\.[0-9]{1,12})?$/;
/** A count of milliseconds would lie in another age: whoever writes this means the calendar, and not in a shape that can be trusted. */
export const CALENDAR_DIGITS_PATTERN =
  "^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?$";
const CALENDAR_DIGITS = new RegExp(CALENDAR_DIGITS_PATTERN);
/** A count that a double holds exactly. */
export const WHOLE_COUNT_PATTERN = "^[0-9]{9,16}$";
const wholeCount = new RegExp(WHOLE_COUNT_PATTERN);

/** Whether a value is a date as the product stores it. */
export function isDate(value: unknown): value is string {
  return typeof value === "string" && (value.length === 24 || value.length === 10) && stored.test(value);
}

/** Whether a stored date is a day without a time. */
export function isDay(date: string): boolean {
  return date.length === 10;
}

/** The stored text of a date as someone sent it; null when it is not a date, or outside the years 1 to 9999. */
export function toDateText(text: string): string | null {
  const at = isoMs(text);
  if (at !== null && isDay(text)) return text;
  return at === null ? null : new Date(at).toISOString();
}

/** The date that a stored value stands for where it is known to be one: a date in any variant, or a whole count since 1970; null for the rest. */
export function asDate(value: unknown): string | null {
  if (isDate(value)) return value;
  const written = typeof value === "number" || typeof value === "string" ? String(value) : "";
  if (wholeCount.test(written) && Number(written) <= Number.MAX_SAFE_INTEGER) {
    const at = epochMs(Number(written));
    return at === null ? null : new Date(at).toISOString();
  }
  return typeof value === "string" ? toDateText(value) : null;
}

/** The instant that a sender means by text or a number, in milliseconds; null when it is no time. */
export function instantMs(value: unknown): number | null {
  return (typeof value === "string" ? isoMs(value) : null) ?? epochMs(value);
}

/** The instant that a count since 1970 means, in milliseconds; null for what is no such count. */
export function epochMs(value: unknown): number | null {
  const isCount = typeof value === "number" || (typeof value === "string" && COUNT.test(value));
  const count = isCount ? Number(value) : 0;
  if (count < 1e8 || CALENDAR_DIGITS.test(String(value))) return null;
  if (count < 1e11) return Math.round(count * 1_000);
  if (count <= LAST_MS) return Math.trunc(count);
  if (count < 1e17) return Math.trunc(count / 1_000);
  return count < 1e20 ? Math.trunc(count / 1_000_000) : null;
}

/** A moment as text that compares with stored dates: before the first year it sorts before all of them, after the last year after all. */
export function boundText(ms: number): string {
  if (isInYears(ms)) return new Date(ms).toISOString();
  return ms < FIRST_MS ? "" : "~";
}

/** Whether a moment lies in the years that the product knows. */
export function isInYears(ms: number): boolean {
  return ms >= FIRST_MS && ms <= LAST_MS;
}

function isoMs(text: string): number | null {
  if (text.length > LONGEST || !sent.test(text)) return null;
  const [, date, clock = "00:00", seconds = ":00", fraction = "", sign, hours = "0", minutes = "0"] =
    parts.exec(text) ?? [];
  const local = Date.parse(`${date}T${clock}${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
  const at = local - (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
  return isInYears(at) ? at : null;
}
