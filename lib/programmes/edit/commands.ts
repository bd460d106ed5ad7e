import { changeItem, changeList } from "@/lib/programmes/edit/change-list";
import { copyOf, freshId, takenIds } from "@/lib/programmes/edit/fresh-ids";
import { whyNot } from "@/lib/programmes/edit/may-stand";
import { findItem, findList, isSameList, type Place, placeOf } from "@/lib/programmes/edit/places";
import { waysOf } from "@/lib/programmes/flow";
import type { Definition, Step } from "@/lib/programmes/schema";
import { type StepKind, stepEntry } from "@/lib/programmes/steps";

/** What a command comes to: another definition and what is selected in it, or the reason for which nothing was done. */
export type Edit = { definition: Definition; selected: string | null } | { refused: string };

const GONE = { refused: "It is no longer there." } as const;

/** Puts a new item of a kind at a place, empty, for its author to fill in. */
export function insert(
  definition: Definition,
  kind: StepKind,
  place: Place,
  usedBefore: Iterable<string> = [],
): Edit {
  const entry = stepEntry({ kind });
  const id = freshId(entry.idName, takenIds(definition, usedBefore));
  return put(definition, [entry.create(id)], place);
}

/** Puts copies of items from anywhere at a place; everything in them gets an id of its own. */
export function paste(
  definition: Definition,
  items: readonly Step[],
  place: Place,
  usedBefore: Iterable<string> = [],
): Edit {
  const taken = takenIds(definition, usedBefore);
  return put(
    definition,
    items.map((item) => copyOf(item, taken)),
    place,
  );
}

/** Puts a copy of an item right behind it, with everything in it. */
export function duplicate(definition: Definition, id: string, usedBefore: Iterable<string> = []): Edit {
  const place = placeOf(definition, id);
  if (!place) return GONE;
  return paste(definition, [place.item], { list: place.list, index: place.index + 1 }, usedBefore);
}

/** Moves an item with everything in it to a place, counted as the lists stand before the move. */
export function move(definition: Definition, id: string, to: Place): Edit {
  const from = placeOf(definition, id);
  if (!from) return GONE;
  const refused = whyNot(definition, [from.item], to, true);
  if (refused) return { refused };
  const isSame = isSameList(from.list, to.list);
  if (isSame && (to.index === from.index || to.index === from.index + 1)) return { definition, selected: id };
  const index = isSame && to.index > from.index ? to.index - 1 : to.index;
  const without = changeList(definition, from.list, (items) => items.filter((item) => item.id !== id));
  return {
    definition: changeList(without, to.list, (items) => items.toSpliced(index, 0, from.item)),
    selected: id,
  };
}

/** Takes an item out; what stood behind it is selected, else what stood before it. Of a branch the steps of one way may be kept in its place. */
export function remove(definition: Definition, id: string, keep: string | null = null): Edit {
  const from = placeOf(definition, id);
  if (!from) return GONE;
  const kept = waysOf(from.item).find((way) => way.id === keep)?.steps ?? [];
  const after = changeList(definition, from.list, (items) => items.toSpliced(from.index, 1, ...kept));
  const left = findList(after, from.list)?.items ?? [];
  return { definition: after, selected: (left[from.index] ?? left[from.index - 1])?.id ?? null };
}

/** Puts what its author has changed in the place of the item of the same id. */
export function setItem(definition: Definition, item: Step): Edit {
  if (!findItem(definition, item.id)) return GONE;
  return { definition: changeItem(definition, item.id, () => item), selected: item.id };
}

/** Changes parts of a definition that are no step: name, audience, goal, time limit and the like. */
export function setParts(
  definition: Definition,
  parts: Partial<Omit<Definition, "kind" | "entry" | "steps" | "completion" | "exit">>,
): Definition {
  return { ...definition, ...parts };
}

function put(definition: Definition, items: readonly Step[], place: Place): Edit {
  const refused = whyNot(definition, items, place);
  if (refused) return { refused };
  const after = changeList(definition, place.list, (before) => before.toSpliced(place.index, 0, ...items));
  return { definition: after, selected: items[0]?.id ?? null };
}
