"use client";

import { createStore } from "@/components/ui/create-store";
import { toasts } from "@/components/ui/use-toast";

/** What lies over the page: the command palette, the list of shortcuts, or nothing. */
export type Over = "palette" | "shortcuts" | null;

const NOT_FETCHED = "This could not be fetched. Check the connection, then try again.";

export const over = createStore<Over>(null);

/** Neither is part of the page: each is fetched when it is first wanted. */
export const loadOver = {
  palette: () => import("@/components/shell/palette/palette").then((file) => ({ default: file.Palette })),
  shortcuts: () =>
    import("@/components/shell/palette/shortcuts").then((file) => ({ default: file.Shortcuts })),
} as const;

/** What was typed for the palette before it was there; null while none is on its way. */
let ahead: string | null = null;

/** Opens one of them over the page. */
export function openOver(which: NonNullable<Over>): void {
  ahead = which === "palette" ? (ahead ?? "") : null;
  const isWanted = () => which !== "palette" || ahead !== null;
  loadOver[which]().then(
    () => (isWanted() ? over.set(() => which) : undefined),
    () => {
      ahead = null;
      toasts.show({ tone: "bad", message: NOT_FETCHED });
    },
  );
}

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

export function closeOver(): void {
  over.set(() => null);
}
