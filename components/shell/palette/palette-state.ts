"use client";

import { beginAhead, endAhead, isAhead } from "@/components/shell/palette/ahead";
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

/** Opens one of them over the page. */
export function openOver(which: NonNullable<Over>): void {
  if (which === "palette") beginAhead();
  else endAhead();
  const isWanted = () => which !== "palette" || isAhead();
  loadOver[which]().then(
    () => (isWanted() ? over.set(() => which) : undefined),
    () => {
      endAhead();
      toasts.show({ tone: "bad", message: NOT_FETCHED });
    },
  );
}

export function closeOver(): void {
  over.set(() => null);
}
