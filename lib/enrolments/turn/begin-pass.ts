import type { Pass } from "@/lib/enrolments/pass";
import { firstStep } from "@/lib/programmes/flow";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import { versionOf } from "@/lib/programmes/published/version-of";

/** News that brought an entry counts for the goal if it is not older than this. */
const NEWS_BEFORE_ENTRY_MS = 15 * 60_000;

/**
 * A pass as it begins, before its entry actions: it stands before the first step of the live version, and its goal counts from the news
 * that brought it.
 */
export function beginPass({
  id,
  programme,
  customerId,
  pass,
  latestNewsAt,
  now,
}: {
  id: string;
  programme: LiveProgramme;
  customerId: string;
  /** How many times the customer has entered, with this one. */
  pass: number;
  latestNewsAt?: Date;
  now: Date;
}): Pass {
  const earliest = now.getTime() - NEWS_BEFORE_ENTRY_MS;
  const since = Math.max(earliest, (latestNewsAt ?? now).getTime());
  return {
    id,
    programmeId: programme.id,
    version: programme.liveVersion,
    entity: programme.target,
    customerId,
    pass,
    status: "open",
    reason: null,
    stepId: firstStep(versionOf(programme, programme.liveVersion))?.id ?? null,
    stepSince: now,
    enteredAt: now,
    goalSince: new Date(Math.min(now.getTime(), since)),
    endedAt: null,
    wakeAt: null,
    goalMetAt: null,
    goalMetLateAt: null,
    previousMessage: null,
    isNew: true,
  };
}
