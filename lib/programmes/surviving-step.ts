import type { Definition } from "@/lib/programmes/schema";

/** Where a customer who stands before a step of one version stands in another: before the same step, else before the next one that survives; null when none does. */
export function survivingStep(before: Definition, stepId: string | null, after: Definition): string | null {
  const from = before.steps.findIndex(({ id }) => id === stepId);
  if (from === -1) return null;
  const survives = new Set(after.steps.map(({ id }) => id));
  return before.steps.slice(from).find(({ id }) => survives.has(id))?.id ?? null;
}
