import "server-only";
import { fromByteText, readUtf8, toByteText } from "@/lib/edge/ingestion/byte-text";
import { type Cursor, readName, scanJson, skipSpace } from "@/lib/edge/ingestion/scan-json";
import { bounds } from "@/lib/events/bounds";
import { parseJson } from "@/lib/events/parse-json";
import type { Refusal } from "@/lib/events/schema";
import { Unreadable } from "@/lib/events/unreadable";

interface Reading extends Cursor {
  /** How many characters may still be read again in search of the next item: the work stays in proportion to the request. */
  budget: number;
}

const EVENT = /"type"\s*:\s*"(?:track|identify|group|page|screen|alias)"/;
const BATCH = /"batch"\s*:\s*\[/g;
const FIRST_NAME = /^\{\s*"([^"\\]*)"/;
/** No value of a field. */
const OBJECT_IN_A_LIST = /(?<!:\s*)\{\s*"/g;
const ASKED_OF_A_BATCH = new Set(["batch", "context", "sentAt", "writeKey"]);
/** Some tools write it before UTF-8; here byte by byte. */
const BYTE_ORDER_MARK = "\xef\xbb\xbf";
const MOST_ENDS_TRIED = 20;
const COST_OF_A_LOOK = 64;
const MOST_KEPT = 2_000;

/**
 * What JSON.parse would have made of a batch if some of it were not broken: each item, and each field beside them, that cannot be read
 * stands in its place with its own reason. Null when there is no list of items in it.
 */
export function tellBatchApart(bytes: Uint8Array): Record<string, unknown> | null {
  const reading = begin(bytes);
  if (skipSpace(reading) !== "{") return null;
  const body: Record<string, unknown> = {};
  for (;;) {
    const from = ++reading.at;
    const name = readName(reading);
    if (name === "batch" && skipSpace(reading) === "[") body.batch = readItems(reading, isEvent);
    else if (name === null || !readField(reading, body, name)) {
      if (body.batch !== undefined || !goToBatch(reading, from)) break;
      continue;
    }
    if (skipSpace(reading) !== ",") break;
  }
  return body.batch === undefined ? null : body;
}

/** The items of a list, like those of a batch. Null when it is no list. */
export function tellListApart(bytes: Uint8Array): unknown[] | null {
  const reading = begin(bytes);
  if (skipSpace(reading) !== "[") return null;
  const first = FIRST_NAME.exec(reading.text.slice(reading.at + 1).trimStart())?.[1];
  return readItems(reading, (text) => FIRST_NAME.exec(text)?.[1] === first);
}

/** Why text is no JSON, by the first field that is none. */
export function whyNotJson(bytes: Uint8Array): { field: string; sentence: string } | null {
  return scanJson(begin(bytes)).flaw;
}

function begin(bytes: Uint8Array): Reading {
  const text = toByteText(bytes);
  return {
    text,
    at: text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0,
    budget: 2 * bytes.length,
  };
}

function isEvent(text: string): boolean {
  return EVENT.test(text);
}

function readField(reading: Reading, body: Record<string, unknown>, name: string): boolean {
  const from = reading.at;
  const { isWhole, flaw } = scanJson(reading);
  if (ASKED_OF_A_BATCH.has(name))
    body[name] = flaw ? unreadable(reading, from, name, flaw) : parsed(reading, from);
  return isWhole;
}

// What stands before the items may be broken and the items well.
function goToBatch(reading: Reading, from: number): boolean {
  BATCH.lastIndex = from;
  const found = BATCH.exec(reading.text);
  if (found) reading.at = found.index - 1;
  return found !== null;
}

function readItems(reading: Reading, isItem: (text: string) => boolean): unknown[] {
  const items: unknown[] = [];
  reading.at++;
  for (;;) {
    const next = skipSpace(reading);
    if (next === "" || items.length > bounds.batchItems.most) return items;
    if (next === "]") {
      reading.at++;
      // Between two items it stands for a comma.
      if (skipSpace(reading) !== "{") return items;
      continue;
    }
    items.push(readItem(reading, isItem));
    if (skipSpace(reading) === ",") reading.at++;
  }
}

function readItem(reading: Reading, isItem: (text: string) => boolean): unknown {
  const from = reading.at;
  const { isWhole, flaw } = scanJson(reading);
  if (isWhole && isBetweenItems(reading))
    return flaw ? unreadable(reading, from, "", flaw) : parsed(reading, from);
  reading.at = nextItem(reading, from, isItem) ?? endOfItems(reading.text, from);
  return unreadable(reading, from, "", flaw ?? { field: "", sentence: "What follows it does not fit." });
}

function isBetweenItems(cursor: Cursor): boolean {
  return ["", ",", "]", "{"].includes(skipSpace({ ...cursor }));
}

function nextItem(reading: Reading, from: number, isItem: (text: string) => boolean): number | null {
  OBJECT_IN_A_LIST.lastIndex = from + 1;
  for (;;) {
    const at = OBJECT_IN_A_LIST.exec(reading.text)?.index;
    if (at === undefined || reading.budget <= 0) return null;
    const next = { text: reading.text, at };
    const { isWhole } = scanJson(next);
    reading.budget -= next.at - at + COST_OF_A_LOOK;
    if (isWhole && isBetweenItems(next) && isItem(reading.text.slice(at, next.at))) return at;
  }
}

// The last item is broken: the list ends where what follows fits as the rest of the request.
function endOfItems(text: string, from: number): number {
  let at = text.length;
  for (let tried = 0; tried < MOST_ENDS_TRIED; tried++) {
    at = text.lastIndexOf("]", at - 1);
    if (at <= from) break;
    const rest = text.slice(at + 1);
    if (rest.trim() === "" || isJson(`{"batch":[]${rest}`)) return at;
  }
  return text.length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function parsed({ text, at }: Cursor, from: number): unknown {
  return parseJson(asSent(text.slice(from, at)));
}

function unreadable({ text, at }: Cursor, from: number, name: string, flaw: Refusal): Unreadable {
  const field = [name, flaw.field].filter(Boolean).join(".") || "item";
  return new Unreadable(
    { field, sentence: flaw.sentence },
    asSent(text.slice(from, Math.min(at, from + MOST_KEPT))),
  );
}

function asSent(text: string): string {
  return readUtf8(fromByteText(text));
}
