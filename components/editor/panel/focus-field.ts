import { nearestField } from "@/components/editor/panel/problem-paths";

const inputs = "input, select, textarea";

/** Gives the focus to the field of the panel that a path speaks of; to the one to begin with where it speaks of none. */
export function focusField(panel: HTMLElement, path: string): void {
  const marked = [...panel.querySelectorAll<HTMLElement>("[data-field]")];
  const nearest = path === "" ? null : nearestField(marked.map(fieldOf), path);
  const place = marked.find((element) => fieldOf(element) === nearest);
  const target =
    place && (place.matches(inputs) ? place : place.querySelector<HTMLElement>(`${inputs}, button`));
  const chosen =
    target ??
    panel.querySelector<HTMLElement>("[data-first]") ??
    panel.querySelector<HTMLElement>(`:is(${inputs}):not(:disabled)`);
  chosen?.focus();
  chosen?.scrollIntoView({ block: "nearest" });
}

/** Gives the focus to what stands for something in the view beside the panel. */
export function focusCard(id: string): void {
  const name = CSS.escape(id);
  document.querySelector<HTMLElement>(`[data-row="${name}"], [data-stop="${name}"]`)?.focus();
}

function fieldOf(element: HTMLElement): string {
  return element.dataset.field ?? "";
}
