import type { ImmediateAction } from "@/lib/actions/schema";
import { type ListAt, lanes, placeOf } from "@/lib/programmes/edit/places";
import { waysOf } from "@/lib/programmes/flow";
import type { Definition, Step } from "@/lib/programmes/schema";
import { flowEntry, isAction, isImmediate } from "@/lib/programmes/steps";

/** The definition with another content of one list; the very same definition where it has no such list or nothing changes. */
export function changeList(
  definition: Definition,
  list: ListAt,
  change: (items: readonly Step[]) => readonly Step[],
): Definition {
  const lane = lanes.find((one) => one === list);
  if (lane) {
    const items = change(definition[lane]);
    return items === definition[lane] ? definition : { ...definition, [lane]: immediate(items) };
  }
  const steps = changeSteps(definition.steps, list, change);
  return steps === definition.steps ? definition : { ...definition, steps };
}

function changeSteps(
  steps: Step[],
  list: ListAt,
  change: (items: readonly Step[]) => readonly Step[],
): Step[] {
  if (typeof list === "string") {
    const items = change(steps);
    return items === steps ? steps : [...items];
  }
  const changed = steps.map((step) => {
    if (isAction(step)) return step;
    return waysOf(step).reduce((before, way) => {
      const inside = [...way.steps];
      const isThis = step.id === list.branch && way.id === list.arm;
      const after = isThis ? [...change(inside)] : changeSteps(inside, list, change);
      return after === inside ? before : flowEntry(step).withWay(before, way.id, after);
    }, step);
  });
  return changed.some((step, index) => step !== steps[index]) ? changed : steps;
}

/** What may not stand in a lane has been refused before: may-stand.ts. */
function immediate(items: readonly Step[]): ImmediateAction[] {
  return items.filter(isImmediate);
}

/** The definition with another item in the place of the one with its id. */
export function changeItem(definition: Definition, id: string, change: (item: Step) => Step): Definition {
  const place = placeOf(definition, id);
  if (!place) return definition;
  return changeList(definition, place.list, (items) =>
    items.map((item) => (item.id === id ? change(item) : item)),
  );
}
