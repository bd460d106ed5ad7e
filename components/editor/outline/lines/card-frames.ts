import { momentsOf } from "@/components/editor/canvas/drawing/moments";
import type { Frame } from "@/components/editor/outline/lines/face";
import type { Step } from "@/lib/programmes/schema";

/** The frame of each step of a list: steps of one moment share a card. */
export function cardFrames(steps: readonly Step[]): Frame[] {
  return momentsOf(steps).flatMap((moment) =>
    moment.steps.map((_, index): Frame => {
      const isLast = index === moment.steps.length - 1;
      if (index === 0) return isLast ? "only" : "first";
      return isLast ? "last" : "middle";
    }),
  );
}
