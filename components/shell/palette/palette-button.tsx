"use client";

import { Search } from "lucide-react";
import { openOver } from "@/components/shell/palette/palette-state";
import { Kbd } from "@/components/ui/kbd";

/** The visible way to the command palette: a line in the navigation, a glass on a narrow screen. */
export function PaletteButton({ isNarrow = false }: { isNarrow?: boolean }) {
  if (isNarrow) {
    return (
      <button
        type="button"
        onClick={() => openOver("palette")}
        className="grid size-9 place-items-center rounded-md text-ink-2 hover:bg-sunken"
      >
        <Search aria-hidden size={17} strokeWidth={1.75} />
        <span className="sr-only">Find</span>
      </button>
    );
  }
  return (
    <button
      type="button"
      onClick={() => openOver("palette")}
      aria-keyshortcuts="Control+K Meta+K"
      className="flex h-8 w-full items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 text-sm text-ink-3 shadow-card transition-colors hover:border-line-strong hover:text-ink-2"
    >
      <Search aria-hidden size={14} strokeWidth={2} className="shrink-0" />
      <span className="flex-1 text-left">Find</span>
      <Kbd>Ctrl K</Kbd>
    </button>
  );
}
