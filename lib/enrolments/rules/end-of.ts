import { type EndReason, endReasons } from "@/lib/enrolments/end-reasons";

/** How a pass stands once it has ended, for whatever reason: by reaching the goal it completes, by anything else it exits. */
export function endOf(reason: EndReason, now: Date) {
  return { status: endReasons[reason].status, reason, endedAt: now, wakeAt: null, stepId: null };
}
