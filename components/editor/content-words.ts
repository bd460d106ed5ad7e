import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import { waysOf } from "@/lib/programmes/flow";
import type { Step } from "@/lib/programmes/schema";
import { plural } from "@/lib/words/figures";

const MOST_NAMED = 3;

/** What a closed list holds: "3 steps: Wait 2 days, Your first project, Last call". Steps within its branches are counted too. */
export function contentWords(steps: readonly Step[]): string {
  if (steps.length === 0) return "Nothing: the flow goes on behind the branch";
  const named = steps.slice(0, MOST_NAMED).map(stepHeadline).join(", ");
  return `${plural(countSteps(steps), "step")}: ${named}${steps.length > MOST_NAMED ? " …" : ""}`;
}

/** What a closed branch holds: "3 ways, 7 steps". */
export function waysWords(step: Step): string {
  const ways = waysOf(step);
  const steps = ways.reduce((sum, way) => sum + countSteps(way.steps), 0);
  return `${plural(ways.length, "way")}, ${plural(steps, "step")}`;
}

function countSteps(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => {
    const inside = waysOf(step).map((way) => countSteps(way.steps));
    return sum + 1 + inside.reduce((a, b) => a + b, 0);
  }, 0);
}
