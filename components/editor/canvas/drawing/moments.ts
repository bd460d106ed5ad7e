import { waysOf } from "@/lib/programmes/flow";
import type { Step } from "@/lib/programmes/schema";
import { stepEntry } from "@/lib/programmes/steps";

/** Steps that share a card, and where the first of them stands in its list. */
export interface MomentGroup {
  from: number;
  steps: readonly Step[];
}

/** The cards of a list: what waits begins a new one, what is done at once joins the one before it, a branch stands alone. */
export function momentsOf(steps: readonly Step[]): MomentGroup[] {
  const groups: { from: number; steps: Step[] }[] = [];
  let isOpen = false;
  steps.forEach((step, index) => {
    const isBranching = waysOf(step).length > 0;
    const joins = isOpen && !isBranching && stepEntry(step).wait(step) === null;
    if (joins) groups.at(-1)?.steps.push(step);
    else groups.push({ from: index, steps: [step] });
    isOpen = !isBranching;
  });
  return groups;
}
