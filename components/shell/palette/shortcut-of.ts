/** What a key press was, and where. */
export interface KeyPress {
  key: string;
  hasControl: boolean;
  hasAlt: boolean;
  /** In a field, or in something that lies over the page. */
  isElsewhere: boolean;
}

/** What a press asks for: an address after g, one of the things over the page, or the start of such a pair. */
export type Shortcut = { go: string } | { open: "palette" | "shortcuts" } | { wait: "g" } | null;

/**
 * What a key press asks for, given the one before it: Ctrl or Cmd with K opens the palette from anywhere; the others count only where
 * nobody types.
 */
export function shortcutOf(
  press: KeyPress,
  before: "g" | null,
  places: readonly { path: string; shortcut: string }[],
): Shortcut {
  const key = press.key.toLowerCase();
  if (press.hasControl) return key === "k" && !press.hasAlt ? { open: "palette" } : null;
  if (press.hasAlt || press.isElsewhere) return null;
  if (before === "g") {
    const place = places.find(({ shortcut }) => shortcut === key);
    return place ? { go: place.path } : null;
  }
  if (key === "g") return { wait: "g" };
  if (key === "/") return { open: "palette" };
  return key === "?" ? { open: "shortcuts" } : null;
}
