/** Line ends of every script, other control characters, and what turns the direction of writing: a name that holds one reads as another. */
const UNRULY = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Whether a name stands on one line and reads as it is written. */
export function isOneLine(text: string): boolean {
  return !UNRULY.test(text);
}

/** A text as one line, for subjects and headers of mails. */
export function toOneLine(text: string): string {
  return text.replace(new RegExp(UNRULY, "gu"), " ").replace(/\s+/gu, " ").trim();
}
