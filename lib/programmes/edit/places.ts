import { waysOf } from "@/lib/programmes/flow";
import type { Definition, Step } from "@/lib/programmes/schema";

/*
 * Where things stand in a definition while it is edited. Everything that changes one goes through the commands of this room: pure functions
 * that return another definition and leave the given one as it is, so that undoing is going back to it.
 *   list    a row of steps or actions: a lane, the flow's own, or a way of a branch.
 *   place   a gap in a list: what is put there comes before the item that stands at the index now.
 *   edit    what a command comes to: another definition and what is selected in it, or the reason for which nothing was done.
 */
export const lanes = ["entry", "completion", "exit"] as const;
export type Lane = (typeof lanes)[number];
/** arm: the arm's id, or "otherwise". */
export type ListAt = Lane | "steps" | { branch: string; arm: string };
export interface Place {
  list: ListAt;
  index: number;
}
export interface PlacedList {
  list: ListAt;
  items: readonly Step[];
  /** Where its items stand in the definition, e.g. "steps[2].arms[0].steps". */
  path: string;
  /** How many branches it lies within. */
  depth: number;
}

/** Every list of a definition in reading order: entry, the steps with the ways of each branch right behind it, completion, exit. */
export function everyList(definition: Definition): readonly PlacedList[] {
  const known = lists.get(definition);
  if (known) return known;
  const lane = (list: Lane): PlacedList => ({ list, items: definition[list], path: list, depth: 0 });
  const steps: PlacedList = { list: "steps", items: definition.steps, path: "steps", depth: 0 };
  const all = [lane("entry"), steps, ...within(steps), lane("completion"), lane("exit")];
  lists.set(definition, all);
  return all;
}

/** A definition is never changed, only followed by another one; while something is dragged it is asked hundreds of times. */
const lists = new WeakMap<Definition, readonly PlacedList[]>();

function within({ items, path, depth }: PlacedList): PlacedList[] {
  return items.flatMap((step, index) =>
    waysOf(step).flatMap((way) => {
      const inside: PlacedList = {
        list: { branch: step.id, arm: way.id },
        items: way.steps,
        path: `${path}[${index}].${way.field}`,
        depth: depth + 1,
      };
      return [inside, ...within(inside)];
    }),
  );
}

/** A list of a definition; null where it has none of that name. */
export function findList(definition: Definition, list: ListAt): PlacedList | null {
  return everyList(definition).find((one) => isSameList(one.list, list)) ?? null;
}

export function isSameList(a: ListAt, b: ListAt): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return a.branch === b.branch && a.arm === b.arm;
}

/** Where an item stands; null when the definition has none of that id. */
export function placeOf(definition: Definition, id: string): (Place & { item: Step; path: string }) | null {
  for (const { list, items, path } of everyList(definition)) {
    const index = items.findIndex((item) => item.id === id);
    const item = items[index];
    if (item) return { list, index, item, path: `${path}[${index}]` };
  }
  return null;
}

/** An item of any list, the branch with everything in it included; null when the definition has none of that id. */
export function findItem(definition: Definition, id: string): Step | null {
  return placeOf(definition, id)?.item ?? null;
}

/** An item and all items within it, in reading order. */
export function withInner(item: Step): Step[] {
  return [item, ...waysOf(item).flatMap((way) => way.steps.flatMap(withInner))];
}
