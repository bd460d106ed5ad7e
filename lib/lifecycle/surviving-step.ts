import { findStep, stepsFrom } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";

/** Where a customer who stands before a step of one version stands in another: before the same step, else before the next one that survives; null when none does. */
export function survivingStep(before: Definition, stepId: string | null, after: Definition): string | null {
  return stepsFrom(before, stepId).find(({ id }) => findStep(after, id) !== null)?.id ?? null;
}
