import { changeItem } from "@/lib/programmes/edit/change-list";
import type { Edit } from "@/lib/programmes/edit/commands";
import { freshId, takenIds } from "@/lib/programmes/edit/fresh-ids";
import { findItem } from "@/lib/programmes/edit/places";
import { walk } from "@/lib/programmes/flow";
import { type Arm, type Branch, type Definition, MOST_ARMS } from "@/lib/programmes/schema";
import { isBranch } from "@/lib/programmes/steps/branch";

const GONE = { refused: "It is no longer there." } as const;

/** The branch that has an arm, and the arm; null when the definition has none of that id. */
export function findArm(
  definition: Definition,
  armId: string,
): { branch: Branch; arm: Arm; index: number } | null {
  for (const { step } of walk(definition)) {
    if (!isBranch(step)) continue;
    const index = step.arms.findIndex(({ id }) => id === armId);
    const arm = step.arms[index];
    if (arm) return { branch: step, arm, index };
  }
  return null;
}

/** Adds an empty arm to a branch, before the one at an index; without an index it is asked last, right before otherwise. */
export function addArm(
  definition: Definition,
  branchId: string,
  { index, usedBefore = [] }: { index?: number; usedBefore?: Iterable<string> } = {},
): Edit {
  const branch = findItem(definition, branchId);
  if (!branch || !isBranch(branch)) return GONE;
  if (branch.arms.length >= MOST_ARMS) return { refused: `A branch has at most ${MOST_ARMS} arms.` };
  const id = freshId(`${branchId}-arm`, takenIds(definition, usedBefore));
  const arm: Arm = { id, when: { any: [] }, steps: [] };
  const at = index ?? branch.arms.length;
  return { definition: withArms(definition, branch, branch.arms.toSpliced(at, 0, arm)), selected: id };
}

/** Changes the name or condition of an arm; its steps stay. */
export function setArm(
  definition: Definition,
  armId: string,
  change: Partial<Pick<Arm, "name" | "when">>,
): Edit {
  const found = findArm(definition, armId);
  if (!found) return GONE;
  const arms = found.branch.arms.with(found.index, { ...found.arm, ...change });
  return { definition: withArms(definition, found.branch, arms), selected: armId };
}

/** Moves an arm to another place in the order in which its branch asks; to: its index afterwards. */
export function moveArm(definition: Definition, armId: string, to: number): Edit {
  const found = findArm(definition, armId);
  if (!found) return GONE;
  const { branch, arm, index } = found;
  const target = Math.min(Math.max(0, to), branch.arms.length - 1);
  if (target === index) return { definition, selected: armId };
  const arms = branch.arms.toSpliced(index, 1).toSpliced(target, 0, arm);
  return { definition: withArms(definition, branch, arms), selected: armId };
}

/** Takes an arm out with the steps in it. The last one goes only with its branch. */
export function removeArm(definition: Definition, armId: string): Edit {
  const found = findArm(definition, armId);
  if (!found) return GONE;
  const { branch, index } = found;
  if (branch.arms.length === 1)
    return { refused: "This is the branch's only arm: remove the branch, and choose which steps to keep." };
  return { definition: withArms(definition, branch, branch.arms.toSpliced(index, 1)), selected: branch.id };
}

function withArms(definition: Definition, { id }: Branch, arms: Arm[]): Definition {
  return changeItem(definition, id, (step) => (isBranch(step) ? { ...step, arms } : step));
}
