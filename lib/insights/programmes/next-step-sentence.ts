import { entryOf } from "@/lib/audiences/conditions/kinds";
import { isMessageOfPass, messageBefore } from "@/lib/deliveries/ledger/message-before";
import { whySkipped } from "@/lib/deliveries/ledger/plan-deliveries";
import { type NextAhead, nextAhead } from "@/lib/enrolments/rules/next-ahead";
import type { MoveInput } from "@/lib/enrolments/schema";
import { findStep } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import { isAction, type StepKind, stepEntry } from "@/lib/programmes/steps";
import { durationWords } from "@/lib/spans";
import { relativeTime } from "@/lib/words/relative-time";

export interface NextStep {
  words: string;
  /** When it happens; null while nothing has a day. */
  at: Date | null;
  what: StepKind | "leave" | "complete" | null;
  /** The action it carries out; null of a wait, and of leaving. */
  actionId: string | null;
}

/**
 * What happens to a customer in a programme next if they do nothing, in words that follow their name: "reminder in 2 days unless …". The engine is
 * asked; this finds the words. A step that will be passed without doing anything is said with its reason, before what comes next; a branch is
 * passed without a word, on the way it would choose at that moment by what is known today.
 */
export function nextStepSentence(pass: MoveInput): NextStep {
  let ahead = pass;
  let skipped = "";
  for (;;) {
    const next = nextAhead(ahead);
    const passed = passedOver(ahead, next);
    if (!passed) {
      const said = nextSaid(pass, next);
      return { ...said, words: `${skipped}${said.words}` };
    }
    if (passed.reason) skipped ||= `no ${stepEntry(passed).noun}, as ${skippedBecause[passed.reason]}; `;
    ahead = { ...ahead, enrolment: passed.enrolment, now: passed.at };
  }
}

function nextSaid(pass: MoveInput, next: NextAhead): NextStep {
  const goal = goalWords(pass.definition);
  const unless = ` unless ${goal}`;
  switch (next.kind) {
    case "hold": {
      const { kind } = pass.definition;
      const paused = `on hold while the ${kind} is paused`;
      const words = next.goalMet ? `reached the goal; it counts when the ${kind} resumes` : paused;
      return { words, at: null, what: null, actionId: null };
    }
    case "stays":
      return { words: `stays until ${goal}`, at: null, what: "leave", actionId: null };
    case "after_message": {
      const { step, delay } = next;
      const words = `${stepEntry(step).noun} ${durationWords(delay)} after the message before it has left,${unless}`;
      return { words, at: null, what: step.kind, actionId: step.id };
    }
    case "move":
      return moveSaid(pass, next, unless);
  }
}

function moveSaid(
  { definition, now }: MoveInput,
  { move, at }: Extract<NextAhead, { kind: "move" }>,
  unless: string,
): NextStep {
  const when = due(at, now);
  switch (move.kind) {
    case "complete":
      return { words: `completes ${when}`, at, what: "complete", actionId: null };
    case "exit": {
      const leaves = move.reason === "left_audience" ? "stops matching and leaves" : "leaves";
      return { words: `${leaves} ${when}${unless}`, at, what: "leave", actionId: null };
    }
    case "step": {
      const step = findStep(definition, move.stepId);
      if (!step) return { words: `next step ${when}${unless}`, at, what: null, actionId: null };
      const actionId = isAction(step) ? step.id : null;
      return { words: `${stepEntry(step).noun} ${when}${unless}`, at, what: step.kind, actionId };
    }
  }
}

/** Where a step will do nothing: why, if that is to be said, and the pass as it stands after it. */
function passedOver({ definition, enrolment, facts, zone }: MoveInput, next: NextAhead) {
  if (next.kind !== "move" || next.move.kind !== "step") return null;
  const { move, at } = next;
  const step = findStep(definition, move.stepId);
  if (!step) return null;
  const behind = { ...enrolment, stepId: move.next, stepSince: move.since };
  if (!isAction(step))
    return move.way === null ? null : { at, kind: step.kind, reason: null, enrolment: behind };
  const reason = whySkipped({ action: step, allowed: move.allowed, facts, zone, now: at });
  if (!reason) return null;
  const row = { actionId: step.id, status: "skipped" as const, reason, sentAt: null };
  const isMessage = isMessageOfPass({ kind: step.kind, moment: "step" });
  const previousMessage = messageBefore(isMessage ? [row] : [], enrolment.previousMessage);
  return {
    at,
    kind: step.kind,
    reason,
    enrolment: { ...behind, previousMessage },
  };
}

const skippedBecause = {
  previous_not_sent: "the message before it was not sent",
  condition_not_met: "its condition does not hold",
} as const;

function due(at: Date, now: Date): string {
  return at.getTime() <= now.getTime() ? "now" : relativeTime(at, now);
}

function goalWords({ goal: { filter } }: Definition): string {
  const [condition, ...more] = filter.any.length === 1 ? (filter.any[0]?.all ?? []) : [];
  const happening = condition && more.length === 0 ? entryOf(condition).happening(condition) : null;
  return happening ?? "the goal is met";
}
