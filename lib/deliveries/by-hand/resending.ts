import { isSent } from "@/lib/channels/channels";
import { knowsRepeats, repeatableForMs } from "@/lib/channels/requests";
import type { Channel } from "@/lib/channels/schema";
import { type Checked, type CurrentState, endedReason } from "@/lib/deliveries/check/check-before-sending";
import type { Reason } from "@/lib/deliveries/reasons";
import type { DeliveryStatus } from "@/lib/deliveries/schema";
import type { ProgrammeKind } from "@/lib/programme-kinds";

/**
 * Whether somebody may have a delivery sent by hand.
 *   afresh   it did not go: it is put together anew.       release  the loop guard held it.
 *   repeat   it may have arrived; asked for again under its old key it arrives once.
 *   twice    it may have arrived, and nobody would know: only for somebody who accepts that it arrives twice.
 */
export type Resending =
  | { kind: "afresh" | "release" | "repeat" | "twice" }
  | { kind: "no"; sentence: string };

export interface Resent extends Pick<Checked, "moment" | "firstAttemptAt" | "request"> {
  channel: Channel;
  status: DeliveryStatus;
  reason: Reason | null;
  batchId: string | null;
}

/** Whatever was refused, came too late, was held by the loop guard, or is unconfirmed may be sent by hand, as long as it still makes sense. */
export function resendingOf(
  row: Resent,
  state: Pick<CurrentState, "programme" | "enrolment"> & { kind: ProgrammeKind },
  realNow: Date,
): Resending {
  const wanted = wantedOf(row, realNow);
  if (wanted.kind === "no") return wanted;
  if (state.programme === "archived")
    return no(`The ${state.kind} is archived: nothing of it is sent any more.`);
  if (state.programme === "paused") return no(`The ${state.kind} is paused: resume it first.`);
  if (wanted.kind !== "repeat" && endedReason(row, state))
    return no(
      `The customer has reached the goal or left the ${state.kind} since: this is not for them any more.`,
    );
  return wanted;
}

function wantedOf(row: Resent, realNow: Date): Resending {
  const { channel, status, reason, firstAttemptAt, batchId, request } = row;
  if (status === "held" && reason === "loop_guard") return { kind: "release" };
  if (!isSent(channel)) return no("An attribute is updated with the decision, never later.");
  if (status === "failed" || (status === "skipped" && reason === "too_late")) return { kind: "afresh" };
  if (status === "unconfirmed") {
    const sinceMs = realNow.getTime() - (firstAttemptAt?.getTime() ?? 0);
    const isKnown = knowsRepeats(request) && batchId === null && sinceMs < repeatableForMs(request);
    return { kind: isKnown ? "repeat" : "twice" };
  }
  return no(sentenceFor(status));
}

function sentenceFor(status: DeliveryStatus): string {
  if (status === "sent" || status === "done") return "This has been sent; it is not sent twice.";
  if (status === "waiting" || status === "sending") return "This is already on its way.";
  if (status === "held") return "This is held by a pause; it is sent after the resume.";
  return "This was skipped by the rules, and is not sent by hand.";
}

function no(sentence: string): Resending {
  return { kind: "no", sentence };
}
