import { failed, needsPerson } from "@/lib/insights/health/needs-person";
import type { Health } from "@/lib/insights/health/schema";
import { HOUR_MS, MINUTE_MS } from "@/lib/time";
import { plural } from "@/lib/words/figures";
import { spanInWords } from "@/lib/words/relative-time";

const WARN_AFTER_MS = 2 * MINUTE_MS;
const FAIL_AFTER_MS = HOUR_MS;

/** Whether Trig is well: what stands still for two minutes is a warning, for an hour a failure; what needs a person is a warning. */
export function healthVerdict(
  health: Omit<Health, "status" | "sentences" | "troubles"> & Partial<Pick<Health, "troubles">>,
  now: Date,
): Pick<Health, "status" | "sentences"> {
  const troubles = health.troubles ?? [];
  const explained = troubles.reduce((sum, one) => sum + (one.status === "failed" ? one.deliveries : 0), 0);
  const unexplained = health.failedDeliveries - health.beyondRepair.failed - explained;
  const unconfirmed = health.unconfirmedDeliveries - health.beyondRepair.unconfirmed;
  const standing = [
    still(
      health.oldestPendingEventAt,
      now,
      (age) => `The oldest event that waits to be applied came ${age} ago.`,
    ),
    still(health.oldestOverdueAt, now, (age) => `A customer should have moved ${age} ago and has not.`),
    still(health.oldestUnsentDueAt, now, (age) => `A message has been due for ${age} and has not left.`),
  ].flatMap((found) => found ?? []);
  const byHand = [
    unconfirmed > 0
      ? `${plural(unconfirmed, "delivery", "deliveries")} may or may not have arrived. Look them up at the provider; “Send again” repeats those that did not.`
      : null,
    unexplained > 0 ? failed(unexplained) : null,
    ...needsPerson(troubles),
    health.sweepFinds.overdue_enrolments
      ? `In the last 24 h the sweep had to move ${plural(health.sweepFinds.overdue_enrolments, "customer")} whose alarm did not ring.`
      : null,
  ].flatMap((found) => found ?? []);
  for (const connection of health.closedConnections)
    byHand.push(
      `The secret of the connection ${connection} cannot be opened, so nothing goes through it: connect it anew, or start Trig with the key it was encrypted with as TRIG_SECRET_KEY_PREVIOUS.`,
    );
  if (health.oldestSetAsideAt) {
    const age = spanInWords(now.getTime() - health.oldestSetAsideAt.getTime());
    const what = plural(health.setAside, "event or customer", "events or customers");
    const since =
      health.setAside === 1
        ? `was set aside ${age} ago; it is tried again every hour`
        : `were set aside, the first ${age} ago; they are tried again every hour`;
    byHand.push(`${what} could not be processed and ${since}. Last said: ${health.setAsideBecause}`);
  }
  const sentences = [...standing.map((found) => found.sentence), ...byHand];
  if (standing.some((found) => found.ageMs > FAIL_AFTER_MS)) return { status: "failing", sentences };
  return { status: sentences.length > 0 ? "warning" : "ok", sentences };
}

function still(
  since: Date | null,
  now: Date,
  tell: (age: string) => string,
): { ageMs: number; sentence: string } | null {
  if (!since) return null;
  const ageMs = now.getTime() - since.getTime();
  return ageMs < WARN_AFTER_MS ? null : { ageMs, sentence: tell(spanInWords(ageMs)) };
}
