import type { Place } from "@/lib/programmes/edit/places";
import type { PlacedProblem } from "@/lib/programmes/edit/problems-by-selection";

/** What lies over a view because somebody asked for it, and at which element of the view it opens. */
export type Asked =
  | { kind: "add"; place: Place; at: Element }
  | { kind: "menu" | "move"; id: string; at: Element }
  | { kind: "remove"; id: string }
  | { kind: "pasted"; missing: readonly ({ id: string } & PlacedProblem)[] }
  | { kind: "keys" };
