import { inheritKey, markFresh } from "@/components/editor/panel/filter/row-keys";
import type { Condition, Filter, Group } from "@/lib/audiences/schema";

/** A list with another item in one place; it takes over the key of the one before. */
export function replaceAt<Item extends object>(items: readonly Item[], index: number, next: Item): Item[] {
  return items.map((item, at) => (at === index ? inheritKey(next, item) : item));
}

export function removeAt<Item>(items: readonly Item[], index: number): Item[] {
  return items.filter((_, at) => at !== index);
}

/** A list with a copy of one item behind it. */
export function duplicateAt<Item extends object>(items: readonly Item[], index: number): Item[] {
  return items.flatMap((item, at) => (at === index ? [item, markFresh(structuredClone(item))] : [item]));
}

export function add<Item extends object>(items: readonly Item[], item: Item): Item[] {
  return [...items, markFresh(item)];
}

/** A filter with other conditions in one of its groups; a group that has none left goes. */
export function withConditions(filter: Filter, group: number, all: Condition[]): Filter {
  const before = filter.any[group];
  if (!before) return filter;
  if (all.length === 0) return { any: removeAt(filter.any, group) };
  return { any: replaceAt<Group>(filter.any, group, { all }) };
}

/** A filter with one more group, which holds a single condition. */
export function withGroup(filter: Filter, condition: Condition): Filter {
  return { any: [...filter.any, { all: [markFresh(condition)] }] };
}
