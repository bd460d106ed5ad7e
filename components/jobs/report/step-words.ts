import { durationWords, summary } from "@/lib/actions/summary";
import { findStep } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";

/** What a step of a job does, in words; the id of one that this version does not have. */
export function stepWords(definition: Definition | null, stepId: string): string {
  const step = definition && findStep(definition, stepId);
  if (!step) return stepId;
  return step.kind === "wait" ? `Wait ${durationWords(step.delay)}` : summary(step, definition?.target);
}
