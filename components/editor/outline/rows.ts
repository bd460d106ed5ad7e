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

/** The line in which an element lies, or beside which a gap does. */
export function rowOf(element: Element | null): HTMLElement | null {
  const own = element?.closest<HTMLElement>("[data-row]");
  return own ?? firstOf(element?.closest("[data-holder]"));
}

function firstOf(holder: Element | null | undefined): HTMLElement | null {
  return holder?.querySelector<HTMLElement>(":scope > [data-row]") ?? null;
}

/** Makes an element the outline's one Tab stop. */
export function makeStop(root: ParentNode, stop: HTMLElement): void {
  for (const other of root.querySelectorAll<HTMLElement>('[tabindex="0"]'))
    if (other !== stop) other.tabIndex = -1;
  stop.tabIndex = 0;
}

/** Focuses a line and brings it into view. */
export function focusRow(row: HTMLElement): void {
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
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
      return from.parentElement ? (rowsIn(from.parentElement)[1] ?? null) : null;
    case "out_of":
      if (isOpen === "true" && from.dataset.closes !== undefined) return "toggle";
      return firstOf(from.parentElement?.parentElement?.closest("[data-holder]"));
  }
}
