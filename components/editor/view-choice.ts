import type { View } from "@/components/editor/editor-store";

const KEY = "trig-editor-view";
const WIDE = "(min-width: 1024px)";

/** The view in which an editor opens: the one that was chosen last; without a choice the canvas where there is room for it. A small window has the outline only. */
export function firstView(): View {
  if (!window.matchMedia(WIDE).matches) return "outline";
  return localStorage.getItem(KEY) === "outline" ? "outline" : "canvas";
}

/** Keeps the choice for the next time. */
export function keepView(view: View): void {
  localStorage.setItem(KEY, view);
}
