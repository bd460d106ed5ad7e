import { armChanges } from "@/lib/programmes/difference/arm-changes";
import { itemFields } from "@/lib/programmes/difference/item-fields";
import { movedAmong } from "@/lib/programmes/difference/moved-among";
import type { Change } from "@/lib/programmes/difference/schema";
import { listWords } from "@/lib/programmes/edit/place-words";
import { everyList, type PlacedList } from "@/lib/programmes/edit/places";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";
import type { Definition, Step } from "@/lib/programmes/schema";
import { isAction, stepEntry } from "@/lib/programmes/steps";
import { isBranch } from "@/lib/programmes/steps/branch";

interface Standing {
  item: Step;
  list: PlacedList;
  index: number;
}

/** What was added, removed, moved and reworded among the items of two definitions, in the order in which the second one reads. */
export function itemChanges(before: Definition, after: Definition): Change[] {
  const [was, is] = [standings(before), standings(after)];
  const moved = movedItems(before, after);
  const now = [...is.values()].flatMap((standing): Change[] => {
    const { item } = standing;
    const old = was.get(item.id);
    if (!old || old.item.kind !== item.kind)
      return [change(item, "added", { to: whereWords(after, standing), ...wholeOf(null, item) })];
    return [
      ...(moved.has(item.id)
        ? [change(item, "moved", { from: whereWords(before, old), to: whereWords(after, standing) })]
        : []),
      ...itemFields(old.item, item).map((fields) => change(item, "changed", fields)),
      ...(isBranch(old.item) && isBranch(item) ? armChanges(old.item, item) : []),
    ];
  });
  const gone = [...was.values()].flatMap((standing): Change[] => {
    const { item } = standing;
    if (is.get(item.id)?.item.kind === item.kind) return [];
    return [change(item, "removed", { from: whereWords(before, standing), ...wholeOf(item, null) })];
  });
  return [...now, ...gone];
}

function change(item: Step, how: Change["how"], more: Partial<Change>): Change {
  // What only waits says so in its title.
  const noun = isAction(item) || isBranch(item) ? stepEntry(item).noun : "";
  return {
    group: "steps",
    how,
    at: item.id,
    title: stepHeadline(item),
    noun,
    from: "",
    to: "",
    fields: [],
    ...more,
  };
}

/** All that an item says that was not there before, or is not there any more. */
function wholeOf(before: Step | null, after: Step | null): Pick<Change, "fields"> {
  return { fields: itemFields(before, after).flatMap(({ fields }) => fields) };
}

function standings(definition: Definition): Map<string, Standing> {
  return new Map(
    everyList(definition).flatMap((list) =>
      list.items.map((item, index): [string, Standing] => [item.id, { item, list, index }]),
    ),
  );
}

/** Items that stand in another list now, or in another order in theirs. */
function movedItems(before: Definition, after: Definition): Set<string> {
  const listOf = (lists: readonly PlacedList[]) =>
    new Map(lists.flatMap(({ list, items }) => items.map(({ id }) => [id, keyOf(list)])));
  const [ours, theirs] = [everyList(before), everyList(after)];
  const [was, is] = [listOf(ours), listOf(theirs)];
  const moved = new Set([...is].flatMap(([id, key]) => (was.has(id) && was.get(id) !== key ? [id] : [])));
  for (const { list, items } of theirs) {
    const old = ours.find((one) => keyOf(one.list) === keyOf(list));
    const stay = (all: readonly Step[]) => all.map(({ id }) => id).filter((id) => !moved.has(id));
    for (const id of movedAmong(stay(old?.items ?? []), stay(items))) moved.add(id);
  }
  return moved;
}

function keyOf(list: PlacedList["list"]): string {
  return typeof list === "string" ? list : `${list.branch}/${list.arm}`;
}

const LONGEST_TITLE = 60;

function shortened(title: string): string {
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE).trimEnd()} …` : title;
}

/** Where an item stands: "2 of 4, after Wait 5 days". */
function whereWords(definition: Definition, { list, index }: Standing): string {
  const before = list.items[index - 1];
  const inside = list.list === "steps" ? "" : ` ${listWords(definition, list.list)}`;
  return `${index + 1} of ${list.items.length}${inside}${before ? `, after ${shortened(stepHeadline(before))}` : ""}`;
}
