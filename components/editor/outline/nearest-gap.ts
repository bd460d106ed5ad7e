/** A gap on the screen, where steps can be dropped. */
export interface GapBox {
  key: string;
  left: number;
  right: number;
  /** The middle of its height. */
  y: number;
}

/** Across counts more than up and down: beside a gap one means the list in whose width the pointer is. */
const ACROSS = 2;

/** The gap that is nearest to the pointer, wherever that is; null when there is none. */
export function nearestGap(gaps: readonly GapBox[], x: number, y: number): GapBox | null {
  let best: { gap: GapBox; distance: number } | null = null;
  for (const gap of gaps) {
    const across = Math.max(gap.left - x, 0, x - gap.right) * ACROSS;
    const distance = Math.hypot(across, gap.y - y);
    if (!best || distance < best.distance) best = { gap, distance };
  }
  return best?.gap ?? null;
}

/** How many pixels a view scrolls in a frame while something is dragged: the nearer to its edge, the faster. */
export function scrollStep(y: number, top: number, bottom: number): number {
  const zone = Math.min(72, (bottom - top) / 4);
  if (y < top + zone) return -Math.ceil(((top + zone - y) / zone) * 14);
  if (y > bottom - zone) return Math.ceil(((y - (bottom - zone)) / zone) * 14);
  return 0;
}
