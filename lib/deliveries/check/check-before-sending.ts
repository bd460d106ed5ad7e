import type { enrolments } from "@/db/schema";
import { channels } from "@/lib/channels/channels";
import { repeatableForMs } from "@/lib/channels/requests";
import type { Channel } from "@/lib/channels/schema";
import type { Reason } from "@/lib/deliveries/reasons";
import type { ProgrammeStatus } from "@/lib/programme-status";
import { HOUR_MS } from "@/lib/time";

/** The pass that a delivery belongs to, as far as its messages depend on it. */
export type PassState = Pick<typeof enrolments.$inferSelect, "status" | "reason" | "goalMetAt">;
type EndReason = NonNullable<PassState["reason"]>;

/** What is true of a delivery's programme, enrolment and person just before it would leave. */
export interface CurrentState {
  programme: ProgrammeStatus;
  enrolment: PassState | null;
  /** The person a message to a customer goes to. */
  person: { email: string | null; suppressedAt: Date | null } | null;
}

export interface Checked {
  moment: "entry" | "step" | "completion" | "exit";
  channel: Channel;
  recipient: string;
  dueAt: Date;
  /** Set while a request may have reached the provider without our knowing. */
  firstAttemptAt: Date | null;
  /** As it was frozen; null before that. */
  request: unknown;
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
  | { kind: "postpone"; until: Date }
  | { kind: "skip"; reason: Reason };

/**
 * The last check before a message leaves. Entry messages and reminders need an open enrolment whose goal is unmet, completion and
 * exit actions do not; every message needs a recipient who may be written to, a programme that runs, to be in time and an open sending
 * window.
 * A message that may already have arrived is never called skipped: it is sent again until its fate is known, or given up. It waits for the
 * sending window only as long as sending it again stays safe.
 */
export function checkBeforeSending(delivery: Checked, state: CurrentState, clock: Clock): Verdict {
  if (delivery.firstAttemptAt) return checkRepeat(delivery, delivery.firstAttemptAt, state, clock);
  const ended = endedReason(delivery, state);
  if (ended) return skip(ended);
  if (state.programme === "archived") return skip("archived");
  const unreachable = unreachableReason(delivery, state);
  if (unreachable) return skip(unreachable);
  if (state.programme === "paused") return { kind: "hold" };
  const lateMs = clock.now.getTime() - delivery.dueAt.getTime();
  if (lateMs > clock.tooLateHours * HOUR_MS) return skip("too_late");
  return clock.opensAt > clock.now ? { kind: "postpone", until: clock.opensAt } : { kind: "send" };
}

/** The reason that an ended enrolment gives its unsent messages. */
export const reasonOfEnd: { readonly [R in EndReason]: Reason } = {
  goal_met: "goal_met",
  deadline: "enrolment_ended",
  left_audience: "enrolment_ended",
  archived: "archived",
  removed: "enrolment_ended",
  merged: "merged_duplicate",
};

function checkRepeat(
  delivery: Checked,
  firstAttemptAt: Date,
  state: CurrentState,
  { now, realNow, opensAt }: Clock,
): Verdict {
  const safeForMs = firstAttemptAt.getTime() + repeatableForMs(delivery.request) - realNow.getTime();
  if (safeForMs < 0) return { kind: "give_up" };
  if (state.programme === "archived" || unreachableReason(delivery, state)) return { kind: "give_up" };
  if (state.programme === "paused") return { kind: "hold" };
  const closedForMs = opensAt.getTime() - now.getTime();
  return closedForMs > 0 && closedForMs <= safeForMs
    ? { kind: "postpone", until: opensAt }
    : { kind: "send" };
}

/** Entry messages and reminders need an open enrolment whose goal is unmet; the reason why one may not go, else null. */
export function endedReason(
  { moment }: Pick<Checked, "moment">,
  { enrolment }: Pick<CurrentState, "enrolment">,
): Reason | null {
  if (moment === "completion" || moment === "exit" || !enrolment) return null;
  if (enrolment.status !== "open")
    return enrolment.reason ? reasonOfEnd[enrolment.reason] : "enrolment_ended";
  return enrolment.goalMetAt ? "goal_met" : null;
}

function unreachableReason({ channel, recipient }: Checked, { person }: CurrentState): Reason | null {
  const { reaches, missingRecipient, hasOptOut } = channels[channel];
  if (reaches !== "customer") return recipient === "" ? missingRecipient : null;
  if (!person?.email) return missingRecipient;
  if (hasOptOut && person.suppressedAt) return "suppressed";
  return person.email.toLowerCase() === recipient ? null : "address_changed";
}

function skip(reason: Reason): Verdict {
  return { kind: "skip", reason };
}
