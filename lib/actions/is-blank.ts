/** Spaces of every kind, and characters that are there but cannot be seen. */
const INVISIBLE = /[\s\p{Z}\p{Cc}\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Whether words would show nothing to whoever reads them. */
export function isBlank(text: string): boolean {
  return text.replace(INVISIBLE, "") === "";
}
