import type { Pause } from "@/lib/enrolments/schema";
import { addDelay, type Duration } from "@/lib/time";

/** A delay counted in time during which the programme ran: every pause it meets pushes its end out by the pause's length. */
export function addUnpaused(from: Date, delay: Duration, pauses: readonly Pause[], zone: string): Date {
  let due = addDelay(from, delay, zone).getTime();
  const inOrder = [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime());
  for (const pause of inOrder) {
    const begins = Math.max(pause.from.getTime(), from.getTime());
    if (!pause.to || pause.to.getTime() <= begins || begins >= due) continue;
    due += pause.to.getTime() - begins;
  }
  return new Date(due);
}
