const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const POOL_BYTES = 4096;
const SEQUENCES = 1024;
const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;
let lastMs = 0;
let sequence = 0;

/** The nouns that ids carry, so that a stray id says what it belongs to. */
export type IdPrefix =
  | "wsp"
  | "key"
  | "int"
  | "evt"
  | "rej"
  | "per"
  | "org"
  | "att"
  | "chg"
  | "prg"
  | "pau"
  | "sed"
  | "enr"
  | "mov"
  | "dlv"
  | "his"
  | "mem"
  | "inv"
  | "aud"
  | "sgn";

/** A new id: its noun, then 9 characters of time, 2 of order and 11 of chance, so that ids a process makes later sort later. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${newPlace()}${chance(11)}`;
}

/** A place in the order of ids: what has a later one was made later, whatever the clock of the business says. */
export function newPlace(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    sequence = 0;
  } else if (++sequence === SEQUENCES) {
    lastMs++;
    sequence = 0;
  }
  return `${digits(lastMs, 9)}${digits(sequence, 2)}`;
}

/** The place of an id in that order. */
export function placeOf(id: string): string {
  const from = id.indexOf("_") + 1;
  return id.slice(from, from + 11);
}

function digits(value: number, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32))
    text = ALPHABET.charAt(rest % 32) + text;
  return text;
}

function chance(length: number): string {
  if (used + length > POOL_BYTES) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  let text = "";
  for (let i = 0; i < length; i++) text += ALPHABET.charAt((pool[used++] ?? 0) & 31);
  return text;
}
