import { findList, type ListAt, type Place, withInner } from "@/lib/programmes/edit/places";
import { findStep, walk, waysOf } from "@/lib/programmes/flow";
import {
  DEEPEST_BRANCH,
  type Definition,
  definitionLimits,
  MOST_STEPS,
  type Step,
} from "@/lib/programmes/schema";
import { mayStandInLanes, type StepKind } from "@/lib/programmes/steps";

const laneWords = { entry: "on entry", completion: "on completion", exit: "on exit" } as const;

/** Why an item of a kind may not stand in a list, in a sentence for its author; null where it may. The other limits depend on what it holds. */
export function whyNotHere(kind: StepKind, list: ListAt): string | null {
  if (typeof list !== "string" || list === "steps" || mayStandInLanes(kind)) return null;
  return `Not ${laneWords[list]}, where nothing waits: it stands after entry.`;
}

/** Why items may not be put at a place of a definition; null where they may. `moved`: they stand in it already and are taken away first. */
export function whyNot(
  definition: Definition,
  items: readonly Step[],
  place: Place,
  moved = false,
): string | null {
  const target = findList(definition, place.list);
  if (!target || place.index < 0 || place.index > target.items.length)
    return "This place is no longer there.";
  const all = items.flatMap(withInner);
  for (const { kind } of all) {
    const refused = whyNotHere(kind, place.list);
    if (refused) return refused;
  }
  const { list } = place;
  if (moved && typeof list !== "string" && all.some(({ id }) => id === list.branch))
    return "A branch cannot be moved into itself.";
  if (Math.max(0, ...items.map(depthOf)) + target.depth > DEEPEST_BRANCH)
    return `Branches stand at most ${DEEPEST_BRANCH} deep within one another.`;
  const isAtHome = moved && items.every(({ id }) => target.items.some((one) => one.id === id));
  if (isAtHome) return null;
  if (typeof list === "string" && list !== "steps")
    return target.items.length + items.length > definitionLimits.actionsOfLane
      ? `At most ${definitionLimits.actionsOfLane} actions stand here.`
      : null;
  const fromSteps = moved ? all.filter(({ id }) => findStep(definition, id) !== null).length : 0;
  return walk(definition).length - fromSteps + all.length > MOST_STEPS
    ? `A flow has at most ${MOST_STEPS} steps.`
    : null;
}

/** How many branches stand inside one another in an item, itself included. */
function depthOf(item: Step): number {
  const ways = waysOf(item);
  if (ways.length === 0) return 0;
  return 1 + Math.max(0, ...ways.flatMap((way) => way.steps.map(depthOf)));
}
