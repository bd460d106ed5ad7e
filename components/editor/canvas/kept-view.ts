import type { View } from "@/components/editor/canvas/drawing/view";

const key = () => `trig-canvas ${location.pathname}`;

/** How this job was seen last in this tab; null where it was not, or nothing is kept. */
export function keptView(): View | null {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(key()) ?? "null");
    if (typeof read !== "object" || read === null || !("x" in read && "y" in read && "zoom" in read))
      return null;
    const { x, y, zoom } = read;
    return [x, y, zoom].every(Number.isFinite) ? { x: Number(x), y: Number(y), zoom: Number(zoom) } : null;
  } catch {
    return null;
  }
}

/** Keeps how this job is seen, for as long as the tab is open. */
export function keepView({ x, y, zoom }: View): void {
  try {
    sessionStorage.setItem(key(), JSON.stringify({ x, y, zoom }));
  } catch {
    // A browser that keeps nothing: it opens at the beginning next time.
  }
}
