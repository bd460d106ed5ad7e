import { firstStep } from "@/lib/programmes/flow";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";
import type { Pass } from "@/tests/support/before/pass";

/** A pass as it begins at a moment, before its entry actions: it stands before the first step. */
export function beginPass({
  id,
  programme,
  definition,
  customerId,
  pass,
  now,
  goalSince,
}: {
  id: string;
  programme: LiveProgramme;
  definition: Definition;
  customerId: string;
  pass: number;
  now: Date;
  goalSince: Date;
}): Pass {
  return {
    id,
    programmeId: programme.id,
    version: programme.liveVersion,
    entity: programme.target,
    customerId,
    pass,
    status: "open",
    reason: null,
    stepId: firstStep(definition)?.id ?? null,
    stepSince: now,
    enteredAt: now,
    goalSince,
    endedAt: null,
    wakeAt: null,
    goalMetAt: null,
    goalMetLateAt: null,
    previousMessage: null,
    isNew: true,
    dirty: true,
  };
}
