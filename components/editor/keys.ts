/*
 * The keys of the editor's views, outline and canvas alike. A verb changes the job; a way only moves the focus.
 */
export const verbs = [
  "open",
  "close",
  "add_after",
  "add_before",
  "move_up",
  "move_down",
  "move_to",
  "duplicate",
  "copy",
  "cut",
  "paste",
  "remove",
  "undo",
  "redo",
  "menu",
  "keys",
] as const;
export type Verb = (typeof verbs)[number];
export type FocusMove = "next" | "previous" | "into" | "out_of" | "first" | "last";

/** What a key press was. */
export interface Press {
  key: string;
  /** Ctrl, or Cmd on a Mac. */
  hasMod: boolean;
  hasAlt: boolean;
  hasShift: boolean;
}

/** A key press as an event tells it. */
export function pressOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): Press {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  return { key, hasMod: ctrlKey || metaKey, hasAlt: altKey, hasShift: shiftKey };
}

const plainVerbs: Readonly<Record<string, Verb>> = {
  Enter: "open",
  " ": "open",
  Escape: "close",
  Insert: "add_after",
  m: "move_to",
  Delete: "remove",
  Backspace: "remove",
  ContextMenu: "menu",
  "?": "keys",
};
const moves: Readonly<Record<string, FocusMove>> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  ArrowRight: "into",
  ArrowLeft: "out_of",
  Home: "first",
  End: "last",
};
const modVerbs: Readonly<Record<string, Verb>> = { d: "duplicate", z: "undo", y: "redo" };

/** What a key press asks for where nobody types; null where it is none of ours. Copy, cut and paste are the browser's own events. */
export function verbOf({ key, hasMod, hasAlt, hasShift }: Press): Verb | null {
  if (hasMod) {
    const verb = hasAlt ? undefined : modVerbs[key.toLowerCase()];
    if (verb === "undo" && hasShift) return "redo";
    return hasShift ? null : (verb ?? null);
  }
  // Where a plus is typed with Shift, Shift cannot tell the two apart: before is Alt with it, and Shift where that makes it another sign.
  if (key === "+") return hasAlt ? "add_before" : "add_after";
  if (hasAlt) return key === "ArrowUp" ? "move_up" : key === "ArrowDown" ? "move_down" : null;
  if (hasShift && key === "*") return "add_before";
  if (hasShift && key === "F10") return "menu";
  return plainVerbs[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** Where a key press moves the focus; null where it does not. */
export function focusMoveOf({ key, hasMod, hasAlt, hasShift }: Press): FocusMove | null {
  return hasMod || hasAlt || hasShift ? null : (moves[key] ?? null);
}

/** Whether keys pressed there are somebody else's: in a field they are typed, in what lies over the page they choose. */
export function isTypedInto(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      "input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]",
    ) !== null
  );
}

/** Every key, in the words of the list that shows them. */
export const keyList: readonly (readonly [what: string, keys: readonly string[]])[] = [
  ["Next or previous line", ["↓", "↑"]],
  ["Into a branch, arm or lane; out of it", ["→", "←"]],
  ["First or last line", ["Home", "End"]],
  ["Open its form; back to the line", ["Enter", "Esc"]],
  ["Add behind; add before", ["+", "Alt +"]],
  ["Move up; move down", ["Alt ↑", "Alt ↓"]],
  ["Move to …", ["M"]],
  ["Duplicate", ["Ctrl D"]],
  ["Copy, cut, paste", ["Ctrl C", "Ctrl X", "Ctrl V"]],
  ["Delete", ["Del"]],
  ["Undo; redo", ["Ctrl Z", "Ctrl Shift Z"]],
  ["Everything that can be done with it", ["Shift F10"]],
  ["On the canvas: smaller, larger, full size, all of it", ["-", "=", "0", "1"]],
  ["On the canvas: move the view", ["Space and drag"]],
  ["This list", ["?"]],
];
