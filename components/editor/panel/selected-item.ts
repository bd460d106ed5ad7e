import { findArm } from "@/lib/programmes/edit/arms";
import { findItem } from "@/lib/programmes/edit/places";
import { problemsBySelection } from "@/lib/programmes/edit/problems-by-selection";
import { type Part, parts } from "@/lib/programmes/edit/selection-at";
import type { Arm, Branch, Definition, Problem, Step } from "@/lib/programmes/schema";
import { isBranch, OTHERWISE } from "@/lib/programmes/steps/branch";

/** What a selection names in a definition. */
export type Selected =
  | { what: "part"; part: Part }
  | { what: "step"; step: Step }
  | { what: "arm"; arm: Arm; branch: Branch; index: number }
  | { what: "otherwise"; branch: Branch };

/** What is selected; null when nothing is, or it is no longer there. */
export function selectedItem(definition: Definition, selected: string | null): Selected | null {
  if (selected === null) return null;
  const part = parts.find((one) => one === selected);
  if (part) return { what: "part", part };
  if (selected.endsWith(`/${OTHERWISE}`)) {
    const branch = findItem(definition, selected.slice(0, -OTHERWISE.length - 1));
    return branch && isBranch(branch) ? { what: "otherwise", branch } : null;
  }
  const step = findItem(definition, selected);
  if (step) return { what: "step", step };
  const found = findArm(definition, selected);
  return found ? { what: "arm", ...found } : null;
}

/** The problems of what is selected, their paths as seen from it. */
export function problemsOfSelection(
  definition: Definition,
  problems: readonly Problem[],
  selected: string,
): Problem[] {
  const placed = problemsBySelection(definition, problems).get(selected) ?? [];
  return placed.map(({ problem, field }) => ({ ...problem, path: field }));
}
