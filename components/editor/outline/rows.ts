import type { FocusMove } from "@/components/editor/keys";

/*
 * The lines of the outline as they stand on the page. The page itself is the reading order: what is closed is not there.
 */

/** The lines that are there, in reading order. */
export function rowsIn(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("[data-row]")];
}

/** The line that stands for an id; null where it is not there. */
export function findRow(root: ParentNode, id: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
}

/** The line in which an element lies. */
export function rowOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>("[data-row]") ?? null;
}

/** Makes an element the outline's one Tab stop. */
export function makeStop(root: ParentNode, stop: HTMLElement): void {
  for (const other of root.querySelectorAll<HTMLElement>('[tabindex="0"]'))
    if (other !== stop) other.tabIndex = -1;
  stop.tabIndex = 0;
}

/** Focuses a line and brings its own words into view, not all that lies within it. */
export function focusRow(row: HTMLElement): void {
  row.focus({ preventScroll: true });
  faceOf(row).scrollIntoView({ block: "nearest" });
}

/** What shows a line, without what lies within it. */
export function faceOf(row: HTMLElement): HTMLElement {
  return row.querySelector<HTMLElement>(":scope > .face") ?? row;
}

/** The line to which the focus moves from one; what has to be opened or closed first is done by `toggle`. */
export function rowBeyond(
  root: ParentNode,
  from: HTMLElement,
  move: FocusMove,
): HTMLElement | "toggle" | null {
  const rows = rowsIn(root);
  const at = rows.indexOf(from);
  const isOpen = from.getAttribute("aria-expanded");
  switch (move) {
    case "next":
      return rows[at + 1] ?? null;
    case "previous":
      return rows[at - 1] ?? null;
    case "first":
      return rows[0] ?? null;
    case "last":
      return rows.at(-1) ?? null;
    case "into":
      if (isOpen === "false") return "toggle";
      return from.querySelector<HTMLElement>("[data-row]");
    case "out_of":
      if (isOpen === "true" && from.dataset.closes !== undefined) return "toggle";
      return rowOf(from.parentElement);
  }
}
