import type { EventFact } from "@/lib/audiences/schema";
import type { EnrolmentState, LateNews } from "@/lib/enrolments/schema";
import { placeOf } from "@/lib/ids";
import type { Definition } from "@/lib/programmes/schema";
import { DAY_MS } from "@/lib/time";

/**
 * What is dated before an entry and became known after it: it counts for the goal if it is dated at most 24 hours before the entry and after
 * the end of the pass before. Imported history never does: it has no place in the order in which things became known.
 */
export function lateNewsOf(pass: { id: string; enteredAt: Date; previousEndedAt: Date | null }): LateNews {
  const dayBefore = pass.enteredAt.getTime() - DAY_MS;
  const afterPrevious = pass.previousEndedAt ? pass.previousEndedAt.getTime() + 1 : dayBefore;
  return { from: new Date(Math.max(dayBefore, afterPrevious)), after: placeOf(pass.id) };
}

/** Which events count for the goal of a pass: those after the news that brought the entry, and late news; unless the goal says ever. */
export function goalEventsOfPass(
  { goal }: Pick<Definition, "goal">,
  { goalSince, late }: Pick<EnrolmentState, "goalSince" | "late">,
): { since?: Date; countsLate?: (event: EventFact) => boolean } {
  if (goal.counts === "ever") return {};
  const since = new Date(goalSince.getTime() + 1);
  if (!late) return { since };
  const countsLate = ({ at, applied }: EventFact) =>
    applied !== undefined && applied > late.after && at.getTime() >= late.from.getTime();
  return { since, countsLate };
}
