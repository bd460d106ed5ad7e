import "server-only";
import { fromByteText, isUtf8, readUtf8 } from "@/lib/edge/ingestion/byte-text";
import { MOST_OF_A_FIELD, type Refusal } from "@/lib/events/schema";

/** A place in a request's bytes, each of them one character of `text`. */
export interface Cursor {
  text: string;
  at: number;
}

/** What reading one value found: whether its end could be told, and the first thing in it that is not JSON, by field. */
export interface Scan {
  isWhole: boolean;
  flaw: Refusal | null;
}

interface Reading extends Cursor {
  path: (string | number)[];
  flaw: Refusal | null;
}

const SPACES = " \t\r\n";
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const WORD = /[^\s"{}[\],:]+/y;
const VALUE = /^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/;
const TEXT = /^[ -[\]-ÿ]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ -[\]-ÿ]*)*$/;
const BEYOND_ASCII = /[\u0080-ÿ]/;
const DEEPEST = 200;
/** A longer one may be a key that lost its quotes. */
const MOST_OF_A_WORD = 12;

/**
 * Reads one value that JSON.parse may not read, and leaves the cursor behind it. It goes on past what is wrong for as long as quotes and
 * brackets fit, so that the next value can be told apart from this one.
 */
export function scanJson(cursor: Cursor): Scan {
  const reading: Reading = { text: cursor.text, at: cursor.at, path: [], flaw: null };
  const isWhole = readValue(reading);
  if (!isWhole) note(reading, "Its quotes, brackets and commas do not fit here.");
  cursor.at = reading.at;
  return { isWhole, flaw: reading.flaw };
}

/** Goes to the next character that is no space, and answers with it; empty at the end. */
export function skipSpace(cursor: Cursor): string {
  for (;;) {
    const next = cursor.text.charAt(cursor.at);
    if (next === "" || !SPACES.includes(next)) return next;
    cursor.at++;
  }
}

/** Reads the name of a field and its colon; null where there is none. */
export function readName(cursor: Cursor): string | null {
  if (skipSpace(cursor) !== '"') return null;
  const name = take(STRING, cursor);
  if (name === "") return null;
  if (skipSpace(cursor) !== ":") return null;
  cursor.at++;
  return name.slice(1, -1);
}

function readValue(reading: Reading): boolean {
  const first = skipSpace(reading);
  if (first === "{") return readMembers(reading, "}");
  if (first === "[") return readMembers(reading, "]");
  return first === '"' ? readString(reading) : readWord(reading);
}

function readMembers(reading: Reading, close: "}" | "]"): boolean {
  if (reading.path.length >= DEEPEST) return false;
  reading.at++;
  for (let index = 0; ; index++) {
    if (skipSpace(reading) === close) {
      if (index > 0) note(reading, "There is a comma too many.");
      break;
    }
    const place = close === "]" ? index : readName(reading);
    if (place === null) return false;
    reading.path.push(typeof place === "number" ? place : asText(reading, place));
    if (!readValue(reading)) return false;
    const next = skipSpace(reading);
    if (next !== close && next !== ",") return false;
    reading.path.pop();
    if (next === close) break;
    reading.at++;
  }
  reading.at++;
  return true;
}

function readString(reading: Reading): boolean {
  const whole = take(STRING, reading);
  asText(reading, whole.slice(1, -1));
  return whole !== "";
}

function asText(reading: Reading, inside: string): string {
  if (reading.flaw) return inside;
  if (!TEXT.test(inside))
    note(reading, "Its text holds a line break, a control character or a backslash that is not escaped.");
  if (!BEYOND_ASCII.test(inside)) return inside;
  const bytes = fromByteText(inside);
  if (!isUtf8(bytes)) note(reading, "It holds a byte that is not text in UTF-8.");
  return readUtf8(bytes);
}

function readWord(reading: Reading): boolean {
  const word = take(WORD, reading);
  if (word !== "" && !VALUE.test(word))
    note(
      reading,
      `${word.length > MOST_OF_A_WORD ? "This" : word} is no JSON value: send null, or leave the field out.`,
    );
  return word !== "";
}

function note(reading: Reading, sentence: string): void {
  reading.flaw ??= { field: reading.path.join(".").slice(0, MOST_OF_A_FIELD), sentence };
}

// Goes past what stands here; empty when it is something else.
function take(pattern: RegExp, cursor: Cursor): string {
  const { text, at } = cursor;
  pattern.lastIndex = at;
  if (!pattern.test(text)) return "";
  cursor.at = pattern.lastIndex;
  return text.slice(at, cursor.at);
}
