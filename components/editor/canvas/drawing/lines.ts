import { CORNER } from "@/components/editor/canvas/drawing/sizes";

/** A line down. */
export function straight(x: number, from: number, to: number): string {
  return `M${x} ${from}V${to}`;
}

/** From one point above to several below, side by side: down, across, down again, with round corners. */
export function fanOut(x: number, from: number, targets: readonly number[], to: number): string {
  const across = (from + to) / 2;
  const arms = targets
    .filter((target) => target !== x)
    .map((target) => {
      const side = Math.sign(target - x);
      return `M${x} ${across}H${target - side * CORNER}Q${target} ${across} ${target} ${across + CORNER}V${to}`;
    });
  return [straight(x, from, targets.includes(x) ? to : across), ...arms].join("");
}

/** From several ends above, wherever each ends, back to one point below. */
export function foldIn(x: number, ends: readonly { x: number; y: number }[], across: number): string {
  const arms = ends.map((end) => {
    if (end.x === x) return straight(x, end.y, across);
    const side = Math.sign(end.x - x);
    return `M${end.x} ${end.y}V${across - CORNER}Q${end.x} ${across} ${end.x - side * CORNER} ${across}H${x}`;
  });
  return arms.join("");
}
