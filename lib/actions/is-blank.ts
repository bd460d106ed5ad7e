/** Spaces of every kind, and characters that are there but cannot be seen. */
const INVISIBLE = /[\s\p{Z}\p{Cc}\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** The mark of an item of a list, with nothing behind it on its line. */
const EMPTY_ITEM =
  /^(?:[^\S\n\r\u2028\u2029]|\p{Cf})*(?:[-*•]|\d{1,3}[.)])(?:[^\S\n\r\u2028\u2029]|\p{Cf})*$/gmu;

/** Whether words would show nothing to whoever reads them. */
export function isBlank(text: string): boolean {
  return text.replace(EMPTY_ITEM, "").replace(INVISIBLE, "") === "";
}
