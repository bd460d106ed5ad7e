import { whyNot } from "@/lib/programmes/edit/may-stand";
import { everyList, findItem, isSameList, type Place, placeOf } from "@/lib/programmes/edit/places";
import { waysOf } from "@/lib/programmes/flow";
import type { Definition, Step } from "@/lib/programmes/schema";

/** Every gap of a definition in reading order: before an item, within its ways, behind the last. */
export function everyPlace(definition: Definition): Place[] {
  const lists = everyList(definition);
  const gaps = (list: Place["list"]): Place[] => {
    const items = lists.find((one) => isSameList(one.list, list))?.items ?? [];
    return [
      ...items.flatMap((item, index) => [{ list, index }, ...within(item)]),
      { list, index: items.length },
    ];
  };
  const within = (item: Step) => waysOf(item).flatMap((way) => gaps({ branch: item.id, arm: way.id }));
  return [...gaps("entry"), ...gaps("steps"), ...gaps("completion"), ...gaps("exit")];
}

/** Where an item may be moved to: every place that would change something, in reading order. */
export function placesFor(definition: Definition, id: string): Place[] {
  const from = placeOf(definition, id);
  if (!from) return [];
  return everyPlace(definition).filter(
    (to) =>
      !(isSameList(to.list, from.list) && (to.index === from.index || to.index === from.index + 1)) &&
      whyNot(definition, [from.item], to, true) === null,
  );
}

/** The next place up or down in reading order to which an item may be moved; null where there is none. */
export function neighbourPlace(definition: Definition, id: string, direction: "up" | "down"): Place | null {
  const from = placeOf(definition, id);
  const item = findItem(definition, id);
  if (!from || !item) return null;
  const all = everyPlace(definition);
  const at = all.findIndex((place) => isSameList(place.list, from.list) && place.index === from.index);
  const legal = placesFor(definition, id);
  const isLegal = (place: Place) =>
    legal.some((one) => isSameList(one.list, place.list) && one.index === place.index);
  const order = direction === "up" ? all.slice(0, at).reverse() : all.slice(at + 1);
  return order.find(isLegal) ?? null;
}
