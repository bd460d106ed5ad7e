import { type Gap, placeKey } from "@/components/editor/canvas/drawing/boxes";
import { CARD_WIDTH } from "@/components/editor/canvas/drawing/sizes";
import { placesFor } from "@/lib/programmes/edit/every-place";
import type { Definition } from "@/lib/programmes/schema";

/** The gaps into which an item may be dropped: its own, its neighbours and what lies within it are none. */
export function gapsFor(definition: Definition, gaps: readonly Gap[], id: string): Gap[] {
  const legal = new Set(placesFor(definition, id).map(placeKey));
  return gaps.filter(({ key }) => legal.has(key));
}

/** The gap next to a point, measured to the line as wide as a card that it opens; null where there is none. */
export function nearestGap(gaps: readonly Gap[], point: { x: number; y: number }): Gap | null {
  let nearest: Gap | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const gap of gaps) {
    const aside = Math.max(0, Math.abs(point.x - gap.x) - CARD_WIDTH / 2);
    const distance = Math.hypot(aside, point.y - gap.y);
    if (distance >= least) continue;
    nearest = gap;
    least = distance;
  }
  return nearest;
}
