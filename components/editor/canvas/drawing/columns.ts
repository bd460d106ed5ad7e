import { CARD_WIDTH, COLUMN_GAP } from "@/components/editor/canvas/drawing/sizes";
import { wayKey } from "@/lib/programmes/edit/holders-of";
import { waysOf } from "@/lib/programmes/flow";
import type { Step } from "@/lib/programmes/schema";
import type { Way } from "@/lib/programmes/steps/entry";

/** The axes of a branch's ways, from left to right, centred on the branch's own. */
export function columnsOf(
  collapsed: ReadonlySet<string>,
  step: Step,
  ways: readonly Way[],
  x: number,
): number[] {
  const widths = ways.map((way) => wayWidth(step, way, collapsed));
  let left = x - (sum(widths) + COLUMN_GAP * (ways.length - 1)) / 2;
  return widths.map((width) => {
    const axis = left + width / 2;
    left += width + COLUMN_GAP;
    return axis;
  });
}

function wayWidth(step: Step, way: Way, collapsed: ReadonlySet<string>): number {
  if (collapsed.has(wayKey(step.id, way.id))) return CARD_WIDTH;
  return Math.max(CARD_WIDTH, ...way.steps.map((inner) => stepWidth(inner, collapsed)));
}

function stepWidth(step: Step, collapsed: ReadonlySet<string>): number {
  const ways = waysOf(step);
  if (ways.length === 0 || collapsed.has(step.id)) return CARD_WIDTH;
  return sum(ways.map((way) => wayWidth(step, way, collapsed))) + COLUMN_GAP * (ways.length - 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
