import { placedIds } from "@/lib/programmes/flow";
import type { Definition, Step } from "@/lib/programmes/schema";
import { isBranch } from "@/lib/programmes/steps/branch";

const LONGEST_ID = 60;

/** Ids that are not free in a definition: its own, and those that earlier versions used, as an id names one thing for ever. */
export function takenIds(definition: Definition, usedBefore: Iterable<string> = []): Set<string> {
  return new Set([...placedIds(definition).map(({ id }) => id), ...usedBefore]);
}

/** The first free id of a name: "reminder-1", "reminder-2"; one that ends in a number counts on from it. Takes it. */
export function freshId(name: string, taken: Set<string>): string {
  const [, stem = name, number = "0"] = /^(.*?)-(\d{1,6})$/.exec(name) ?? [];
  for (let count = Number(number) + 1; ; count++) {
    const ending = `-${count}`;
    const id = `${stem.slice(0, LONGEST_ID - ending.length)}${ending}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** A copy of an item with everything in it, each with a free id of its own. */
export function copyOf(item: Step, taken: Set<string>): Step {
  const copy = { ...structuredClone(item), id: freshId(item.id, taken) };
  if (!isBranch(copy)) return copy;
  const inside = (steps: readonly Step[]) => steps.map((step) => copyOf(step, taken));
  return {
    ...copy,
    arms: copy.arms.map((arm) => ({ ...arm, id: freshId(arm.id, taken), steps: inside(arm.steps) })),
    otherwise: inside(copy.otherwise),
  };
}

/** The same definition with free ids in the place of those that were used before: what is brought back is a new step, as an id names one thing for ever. */
export function withFreshIds(definition: Definition, used: ReadonlySet<string>): Definition {
  const taken = takenIds(definition, used);
  const named = <Item extends { id: string }>(item: Item): Item =>
    used.has(item.id) ? { ...item, id: freshId(item.id, taken) } : item;
  const inside = (steps: readonly Step[]): Step[] =>
    steps.map(named).map((step) =>
      isBranch(step)
        ? {
            ...step,
            arms: step.arms.map((arm) => ({ ...named(arm), steps: inside(arm.steps) })),
            otherwise: inside(step.otherwise),
          }
        : step,
    );
  const { entry, steps, completion, exit } = definition;
  return {
    ...definition,
    entry: entry.map(named),
    steps: inside(steps),
    completion: completion.map(named),
    exit: exit.map(named),
  };
}
