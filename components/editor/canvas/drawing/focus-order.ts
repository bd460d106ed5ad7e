import type { Layout } from "@/components/editor/canvas/drawing/boxes";

export type Direction = "next" | "previous" | "right" | "left" | "first" | "last";

/**
 * Where an arrow key leads. Up and down are reading order. Right and left go between what stands side by side: the ways of a branch, the two
 * ends. Right of a branch is its first way, left of its first way the branch.
 */
export function focusFrom({ stops, sides }: Layout, from: string, direction: Direction): string {
  const at = stops.findIndex(({ id }) => id === from);
  if (direction === "first") return stops[0]?.id ?? from;
  if (direction === "last") return stops.at(-1)?.id ?? from;
  if (direction === "next") return stops[at + 1]?.id ?? from;
  if (direction === "previous") return stops[at - 1]?.id ?? from;
  const within = stops[at]?.within;
  if (direction === "right") {
    const inner = [...sides].find(([, side]) => side.branch === from);
    if (inner) return inner[1].heads[0] ?? from;
  }
  const side = within ? sides.get(within) : undefined;
  if (!within || !side) return from;
  const head = side.heads.indexOf(within) + (direction === "right" ? 1 : -1);
  return side.heads[head] ?? (direction === "left" ? (side.branch ?? from) : from);
}
