import { REPEATABLE_FOR_MS } from "@/lib/deliveries/ledger/back-off";
import type { Reason } from "@/lib/deliveries/reasons";
import type { ProgrammeStatus } from "@/lib/programme-status";
import { HOUR_MS } from "@/lib/time";

/** What is known of a delivery's surroundings just before it would leave. */
export interface Standing {
  programme: ProgrammeStatus;
  enrolment: {
    status: "open" | "completed" | "exited";
    reason: string | null;
    goalMetAt: Date | null;
  } | null;
  /** The person a message goes to; null for a note to the team. */
  person: { email: string | null; suppressedAt: Date | null } | null;
}

export interface Checked {
  moment: "entry" | "step" | "completion" | "exit";
  channel: "email" | "slack";
  recipient: string;
  dueAt: Date;
  /** Set while a request may have reached the provider without our knowing. */
  firstAttemptAt: Date | null;
}

export interface Clock {
  now: Date;
  realNow: Date;
  tooLateHours: number;
  /** When the sending window is open, now or next. */
  opensAt: Date;
}

export type Verdict =
  | { kind: "send" }
  | { kind: "hold" }
  | { kind: "give_up" }
  /** The sending window is closed until then. */
  | { kind: "wait"; until: Date }
  | { kind: "skip"; reason: Reason };

/**
 * The last look before a message leaves. Entry messages and reminders need an open enrolment whose goal is unmet, completion and
 * exit actions do not; every message needs a person who may be written to at that address, a programme that runs, to be in time and an
 * open sending window.
 * A message that may already have arrived is never called skipped: it is asked for again until its fate is known, or given up; for the sending window it
 * waits only while asking again stays safe.
 */
export function checkBeforeSending(delivery: Checked, standing: Standing, clock: Clock): Verdict {
  if (delivery.firstAttemptAt) return checkRepeat(delivery, delivery.firstAttemptAt, standing, clock);
  const ended = endedReason(delivery, standing);
  if (ended) return skip(ended);
  if (standing.programme === "archived") return skip("archived");
  const unreachable = unreachableReason(delivery, standing);
  if (unreachable) return skip(unreachable);
  if (standing.programme === "paused") return { kind: "hold" };
  const lateMs = clock.now.getTime() - delivery.dueAt.getTime();
  if (lateMs > clock.tooLateHours * HOUR_MS) return skip("too_late");
  return clock.opensAt > clock.now ? { kind: "wait", until: clock.opensAt } : { kind: "send" };
}

/** The reason that an ended enrolment gives its unsent messages. */
export function reasonOfEnd(reason: string | null): Reason {
  if (reason === "goal_met" || reason === "archived") return reason;
  return reason === "merged" ? "merged_duplicate" : "enrolment_ended";
}

function checkRepeat(
  delivery: Checked,
  firstAttemptAt: Date,
  standing: Standing,
  { now, realNow, opensAt }: Clock,
): Verdict {
  const safeForMs = firstAttemptAt.getTime() + REPEATABLE_FOR_MS - realNow.getTime();
  if (safeForMs < 0) return { kind: "give_up" };
  if (standing.programme === "archived" || unreachableReason(delivery, standing)) return { kind: "give_up" };
  if (standing.programme === "paused") return { kind: "hold" };
  const closedForMs = opensAt.getTime() - now.getTime();
  return closedForMs > 0 && closedForMs <= safeForMs ? { kind: "wait", until: opensAt } : { kind: "send" };
}

/** Entry messages and reminders are for who is still in it and has not reached the goal; the reason why one is not, else null. */
export function endedReason(
  { moment }: Pick<Checked, "moment">,
  { enrolment }: Pick<Standing, "enrolment">,
): Reason | null {
  if (moment === "completion" || moment === "exit" || !enrolment) return null;
  if (enrolment.status !== "open") return reasonOfEnd(enrolment.reason);
  return enrolment.goalMetAt ? "goal_met" : null;
}

function unreachableReason({ channel, recipient }: Checked, { person }: Standing): Reason | null {
  if (channel === "slack") return recipient === "" ? "no_channel" : null;
  if (!person?.email) return "no_email";
  if (person.suppressedAt) return "suppressed";
  return person.email.toLowerCase() === recipient ? null : "address_changed";
}

function skip(reason: Reason): Verdict {
  return { kind: "skip", reason };
}
