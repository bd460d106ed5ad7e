import { findStep } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import { stepEntry } from "@/lib/programmes/steps";

/** What a step of a job does, in words; the id of one that this version does not have. */
export function stepWords(definition: Definition | null, stepId: string): string {
  const step = definition && findStep(definition, stepId);
  return step ? stepEntry(step).summary(step, definition.target) : stepId;
}
