import { evaluate } from "@/lib/audiences/evaluate";
import type { Evaluation } from "@/lib/audiences/schema";
import { verdictOf } from "@/lib/audiences/verdict-of";
import { goalEventsOfPass } from "@/lib/enrolments/rules/late-news";
import { addUnpaused } from "@/lib/enrolments/rules/unpaused";
import type { Move, MoveInput } from "@/lib/enrolments/schema";
import { findStep, stepAfter, waysOf } from "@/lib/programmes/flow";
import type { Step } from "@/lib/programmes/schema";
import { stepEntry } from "@/lib/programmes/steps";
import { earliest, MINUTE_MS } from "@/lib/time";

/**
 * What happens next in a pass: a goal met up to the deadline completes it, even when both are found at once; a pause holds everything
 * else; then the deadline, then a customer who no longer matches, then the step that is due; otherwise it waits.
 */
export function nextMove(input: MoveInput): Move {
  const { definition, enrolment, facts, pauses, zone, now } = input;
  const deadline = deadlineOf(input);
  const overdue = deadline !== null && deadline.getTime() <= now.getTime();
  const pause = pauses.find(({ to }) => to === null);
  const paused = pause !== undefined;
  // While the clock stands still a deadline that was ahead stays ahead.
  const standsStill = paused && deadline !== null && pause.from.getTime() < deadline.getTime();

  const goal = goalEvaluation(input, standsStill ? null : deadline);
  const goalMet = enrolment.goalMetAt !== null || goal.verdict;
  if (paused) return { kind: "hold", goalMet };
  if (goalMet) return { kind: "complete" };
  if (overdue) return { kind: "exit", reason: "deadline" };

  const moments: (Date | null)[] = [deadline, goal.nextChange];
  if (definition.leaveWhenAudienceStops) {
    const audience = evaluate(definition.audience, facts, { now, zone });
    if (!audience.verdict) return { kind: "exit", reason: "left_audience" };
    moments.push(audience.nextChange);
  }

  const step = findStep(definition, enrolment.stepId);
  if (step) {
    const { at, known, allowed } = stepDue(step, input);
    if (known && at.getTime() <= now.getTime()) {
      const way = chooseWay(step, input);
      const next = stepAfter(definition, step.id, way)?.id ?? null;
      // A limit that begins with the last step begins when that was played, not when it should have been.
      const since = next === null ? now : at;
      return { kind: "step", stepId: step.id, way, next, since, at, allowed };
    }
    moments.push(at);
  }
  const until = earliest(moments);
  return { kind: "wait", until, step: step && until !== deadline ? step.id : null };
}

/** The way on which a step sends this customer now: the first whose condition holds, else the last one; null where the flow simply goes on. */
function chooseWay(step: Step, { facts, zone, now }: MoveInput): string | null {
  const taken = waysOf(step).find(
    ({ when }) => when === null || verdictOf(when, facts, { now, zone }).verdict,
  );
  return taken?.id ?? null;
}

/**
 * The moment at which a pass exits unless its goal is met first; null if the programme sets no limit, or one that begins with the last step
 * while a step is still to come.
 */
export function deadlineOf({
  definition,
  enrolment,
  pauses,
  zone,
}: Pick<MoveInput, "definition" | "enrolment" | "pauses" | "zone">): Date | null {
  const { autoExit } = definition;
  if (!autoExit) return null;
  if (autoExit.from !== "last_step") return addUnpaused(enrolment.enteredAt, autoExit, pauses, zone);
  return findStep(definition, enrolment.stepId)
    ? null
    : addUnpaused(enrolment.stepSince, autoExit, pauses, zone);
}

function goalEvaluation(
  { definition, enrolment, facts, zone, now }: MoveInput,
  deadline: Date | null,
): Evaluation {
  const counted = goalEventsOfPass(definition, enrolment);
  return evaluate(definition.goal.filter, facts, { ...counted, now, zone, until: deadline ?? undefined });
}

/**
 * When a step is due. A wait counts from the moment the customer came to stand before it; a reminder from the send of the message
 * before it, or from entry if there was none. While that message is unsent the moment given is only a lower bound.
 */
function stepDue(
  step: Step,
  { enrolment, pauses, zone, now }: MoveInput,
): { at: Date; known: boolean; allowed: boolean } {
  const wait = stepEntry(step).wait(step);
  if (!wait) return { at: enrolment.stepSince, known: true, allowed: true };
  if (wait.since === "arrival")
    return { at: addUnpaused(enrolment.stepSince, wait.delay, pauses, zone), known: true, allowed: true };

  const before = enrolment.previousMessage;
  if (before?.outcome === "waiting") {
    // Not at once again, however short the delay: asked every minute is often enough.
    const soonest = now.getTime() + MINUTE_MS;
    const at = addUnpaused(now, wait.delay, pauses, zone).getTime();
    return { at: new Date(Math.max(at, soonest)), known: false, allowed: true };
  }
  const from = before?.sentAt ?? enrolment.enteredAt;
  const due = addUnpaused(from, wait.delay, pauses, zone);
  const at = due.getTime() < enrolment.stepSince.getTime() ? enrolment.stepSince : due;
  return { at, known: true, allowed: before === null || before.outcome === "sent" };
}
