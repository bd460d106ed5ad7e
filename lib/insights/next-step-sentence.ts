import { durationWords } from "@/lib/actions/summary";
import { deadlineOf } from "@/lib/enrolments/next-move";
import type { Pause } from "@/lib/enrolments/schema";
import { addUnpaused } from "@/lib/enrolments/unpaused";
import { relativeTime } from "@/lib/insights/relative-time";
import type { Definition, Step } from "@/lib/programmes/schema";

export interface PassToTell {
  definition: Definition;
  enteredAt: Date;
  stepId: string | null;
  stepSince: Date;
  /** The latest message of this pass; null when there was none. */
  previous: { sentAt: Date | null; unsent: boolean } | null;
  goalMetAt: Date | null;
  pauses: readonly Pause[];
  zone: string;
  now: Date;
}

export interface NextStep {
  words: string;
  /** When it happens; null while nothing has a day. */
  at: Date | null;
  what: Step["kind"] | "leave" | null;
  /** The action it carries out; null of a wait, and of leaving. */
  actionId: string | null;
}

/** What happens to a customer in a job next if they do nothing, in words that follow their name: "reminder in 2 days unless …". */
export function nextStepSentence(pass: PassToTell): NextStep {
  if (pass.goalMetAt)
    return {
      words: "reached the goal; it counts when the job resumes",
      at: null,
      what: null,
      actionId: null,
    };
  if (pass.pauses.some((pause) => pause.to === null))
    return { words: "on hold while the job is paused", at: null, what: null, actionId: null };
  const goal = goalWords(pass.definition);
  const enrolment = { ...pass, goalSince: pass.enteredAt, previousMessage: null };
  const deadline = deadlineOf({ ...pass, enrolment });
  const step = pass.definition.steps.find(({ id }) => id === pass.stepId);
  const unless = ` unless ${goal}`;
  const leaves = deadline ? `leaves ${due(deadline, pass.now)}${unless}` : `stays until ${goal}`;
  const leave: NextStep = { words: leaves, at: deadline, what: "leave", actionId: null };
  if (!step) return leave;
  if (step.kind === "reminder" && pass.previous?.unsent)
    return {
      words: `reminder ${durationWords(step.delay)} after the message before it has left,${unless}`,
      at: null,
      what: "reminder",
      actionId: step.id,
    };
  if (step.kind === "reminder" && pass.previous && !pass.previous.sentAt)
    return { ...leave, words: `no reminder, as the message before it was not sent; ${leaves}` };
  const at = stepMoment(step, pass);
  if (deadline && at.getTime() >= deadline.getTime()) return leave;
  return {
    words: `${stepWords[step.kind]} ${due(at, pass.now)}${unless}`,
    at,
    what: step.kind,
    actionId: step.kind === "wait" ? null : step.id,
  };
}

const stepWords: { readonly [Kind in Step["kind"]]: string } = {
  wait: "next step",
  reminder: "reminder",
  message: "message",
  notify: "team note",
  update: "attribute update",
};

function stepMoment(step: Step, pass: PassToTell): Date {
  if (step.kind === "wait") return addUnpaused(pass.stepSince, step.delay, pass.pauses, pass.zone);
  if (step.kind !== "reminder") return pass.stepSince;
  return addUnpaused(pass.previous?.sentAt ?? pass.enteredAt, step.delay, pass.pauses, pass.zone);
}

function due(at: Date, now: Date): string {
  return at.getTime() <= now.getTime() ? "now" : relativeTime(at, now);
}

function goalWords({ goal: { filter } }: Definition): string {
  const [condition, ...more] = filter.any.length === 1 ? (filter.any[0]?.all ?? []) : [];
  if (
    condition?.kind !== "event" ||
    more.length > 0 ||
    condition.count.op !== ">=" ||
    condition.where.length > 0
  )
    return "the goal is met";
  const { times } = condition.count;
  return `“${condition.event}” happens${times > 1 ? ` ${times} times` : ""}`;
}
