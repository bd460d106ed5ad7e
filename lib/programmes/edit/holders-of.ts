import { findArm } from "@/lib/programmes/edit/arms";
import { turningsTo } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import { OTHERWISE } from "@/lib/programmes/steps/branch";

/** What has to be open for something to be seen: the branches and ways it lies in, from the outermost. */
export function holdersOf(definition: Definition, selected: string): string[] {
  const arm = findArm(definition, selected);
  const [branch = "", way] = selected.split("/");
  if (arm) return [...holdersOf(definition, arm.branch.id), arm.branch.id];
  if (way === OTHERWISE) return [...holdersOf(definition, branch), branch];
  return turningsTo(definition, selected).flatMap(({ step, way: taken }) => [
    step.id,
    wayKey(step.id, taken.id),
  ]);
}

/** What a way of a branch is called where it is selected or closed: its arm's id, or "<branch>/otherwise". */
export function wayKey(branch: string, way: string): string {
  return way === OTHERWISE ? `${branch}/${OTHERWISE}` : way;
}
