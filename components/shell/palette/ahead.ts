"use client";

/** What was typed for the palette before it was there; null while none is on its way. */
let ahead: string | null = null;

/** From now on keys are for the palette, which is on its way. */
export function beginAhead(): void {
  ahead ??= "";
}

/** The palette is called off, or could not be fetched. */
export function endAhead(): void {
  ahead = null;
}

export const isAhead = (): boolean => ahead !== null;

/** Keeps a key for the palette that is on its way, or calls it off; false when none is, or the key is not for it. */
export function typeAhead(key: string): boolean {
  if (ahead === null) return false;
  if (key === "Escape") ahead = null;
  else if (key === "Backspace") ahead = ahead.slice(0, -1);
  else if (key.length === 1) ahead += key;
  // Nothing is found yet that could be chosen.
  else return key === "Enter";
  return true;
}

/** What was typed ahead, for the palette that has come. */
export function takeAhead(): string {
  const typed = ahead ?? "";
  ahead = null;
  return typed;
}
