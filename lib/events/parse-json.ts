/*
 * A number beyond 2^53 is kept as text, with all of its digits: it is an ID, and a double would round it. Numbers with an exponent stay
 * numbers while no digit of theirs is lost.
 */
const LONG = 16;
const LARGE = /(?:^|[[:,])\s*-?(?:[0-9]{16}|[0-9]+\.[0-9]{15,}[eE])/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9][0-9.eE+-]*/g;
const DIGITS_OF_A_DOUBLE = 15;

/** Reads JSON as JSON.parse does, but for numbers that would lose digits. */
export function parseJson(text: string): unknown {
  // Parsed first, as in valid JSON every string ends: one that never does would be scanned again from each of its quotes.
  const value: unknown = JSON.parse(text);
  const isLarge = hasLongNumber(text) && LARGE.test(text);
  return isLarge ? JSON.parse(text.replace(STRING_OR_NUMBER, keepDigits)) : value;
}

function keepDigits(token: string): string {
  return token.startsWith('"') || isSafe(token) ? token : `"${token}"`;
}

function isSafe(token: string): boolean {
  const value = Math.abs(Number(token));
  if (value <= Number.MAX_SAFE_INTEGER) return true;
  const [digits = "", exponent] = token.split(/e/i);
  const significant = digits.replace(/[-.]/g, "").replace(/^0+|0+$/g, "");
  return exponent !== undefined && Number.isFinite(value) && significant.length <= DIGITS_OF_A_DOUBLE;
}

// Nearly no text holds so many digits in a row; a look at every sixteenth character is enough to know.
function hasLongNumber(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (!isDigit(text, at)) continue;
    let first = at;
    while (isDigit(text, first - 1)) first--;
    while (isDigit(text, at + 1)) at++;
    if (at - first + 1 >= LONG) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}
