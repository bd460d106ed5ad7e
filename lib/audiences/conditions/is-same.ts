import type { Condition } from "@/lib/audiences/schema";

/** Whether two conditions ask the same question. */
export function isSame(a: Condition, b: Condition): boolean {
  return textOf(a) === textOf(b);
}

/** A condition is compared with many others. */
const texts = new WeakMap<Condition, string>();

function textOf(condition: Condition): string {
  const known = texts.get(condition) ?? inOrder(condition);
  texts.set(condition, known);
  return known;
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)));
  });
}
