import type { Condition, Filter, Group } from "@/lib/audiences/schema";

/** Whether everybody who matches one condition surely matches the other at the same moment. Says no when it cannot tell. */
export function implies(held: Condition, asked: Condition): boolean {
  if (sameCondition(held, asked)) return true;
  if (held.kind === "attribute" && asked.kind === "attribute") {
    if (held.attribute !== asked.attribute || held.of !== asked.of) return false;
    if (asked.is.op === "has_any_value") return held.is.op !== "has_no_value" && !negative.has(held.is.op);
    return comparisonImplies(held.is, asked.is);
  }
  if (held.kind === "event" && asked.kind === "event") {
    const alike = sameCondition({ ...held, count: asked.count }, asked);
    const number = (count: typeof held.count) => ({ op: count.op, value: count.times });
    return alike && comparisonImplies(number(held.count), number(asked.count));
  }
  return false;
}

/** Whether everybody who matches one filter surely matches the other. */
export function filterImplies(held: Filter, asked: Filter): boolean {
  if (held.any.length === 0 || asked.any.length === 0) return false;
  return held.any.every((group) => asked.any.some((other) => groupImplies(group, other)));
}

function groupImplies(held: Group, asked: Group): boolean {
  if (held.all.length === 0 || asked.all.length === 0) return false;
  return asked.all.every((condition) => held.all.some((known) => implies(known, condition)));
}

/** Whether two conditions ask the same question. */
export function sameCondition(a: Condition, b: Condition): boolean {
  return textOf(a) === textOf(b);
}

/** A condition is compared with many others. */
const texts = new WeakMap<Condition, string>();

function textOf(condition: Condition): string {
  const known = texts.get(condition) ?? inOrder(condition);
  texts.set(condition, known);
  return known;
}

const negative = new Set<string>(["is_not", "does_not_contain", "matches_none_of", "!="]);

interface LowerBound {
  value: number;
  /** The value itself is not let through. */
  above: boolean;
}

/** Whether numbers let through by one comparison are surely let through by the other, which sets only a lower bound. */
function comparisonImplies(held: Comparing, asked: Comparing): boolean {
  if (asked.op !== ">=" && asked.op !== ">") return false;
  const [known, wanted] = [lowerBound(held), lowerBound(asked)];
  if (!known || !wanted) return false;
  return known.value > wanted.value || (known.value === wanted.value && (known.above || !wanted.above));
}

type Comparing = { op: string; value?: unknown; from?: unknown };

function lowerBound({ op, value, from }: Comparing): LowerBound | null {
  if (op === "between") return typeof from === "number" ? { value: from, above: false } : null;
  if (typeof value !== "number" || (op !== ">=" && op !== "=" && op !== ">")) return null;
  return { value, above: op === ">" };
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)));
  });
}
