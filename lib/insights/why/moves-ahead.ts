import type { Action } from "@/lib/actions/schema";
import { durationWords, summary } from "@/lib/actions/summary";
import { reasonSentence } from "@/lib/deliveries/reasons";
import type { Pass } from "@/lib/enrolments/pass";
import { playMoves, type Stage } from "@/lib/enrolments/play";
import type { Ahead } from "@/lib/insights/why/schema";
import type { Entity } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/live-programmes";
import type { Definition, Step } from "@/lib/programmes/schema";
import { DAY_MS } from "@/lib/time";

const MOST_HOPS = 20;
const HORIZON_MS = 365 * DAY_MS;

interface Course {
  programme: LiveProgramme;
  definition: Definition;
  pass: Pass;
  /** What the rules may see; it is played on a copy. */
  stage: Omit<Stage, "moves" | "deliveries" | "makeId" | "now">;
  /** When a message that is on its way may leave; null when none is. */
  leavesAt: Date | null;
  now: Date;
}

/** What is still to come in a pass if nothing else happens and every message leaves when it is due: the engine's own moves, played ahead of time. */
export function movesAhead({
  programme,
  definition,
  pass: real,
  stage: seen,
  leavesAt,
  now,
}: Course): Ahead[] {
  const pass = { ...real };
  const customer = { ...seen.customer, attributes: { ...seen.customer.attributes }, changes: [] };
  let made = 0;
  const stage: Stage = {
    ...seen,
    customer,
    facts: { ...seen.facts, attributes: customer.attributes },
    now,
    makeId: (prefix) => `${prefix}_${made++}`,
    moves: [],
    deliveries: [],
  };
  if (pass.previousMessage?.outcome === "waiting" && leavesAt)
    pass.previousMessage = { outcome: "sent", sentAt: latest(leavesAt, now) };
  const ahead: Ahead[] = [];
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    playMoves(stage, programme, definition, pass);
    ahead.push(...tell(stage, definition, programme));
    const leaves = stage.deliveries.find(({ status }) => status === "waiting")?.dueAt;
    if (pass.previousMessage?.outcome === "waiting" && leaves)
      pass.previousMessage = { outcome: "sent", sentAt: latest(leaves, stage.now) };
    stage.moves = [];
    stage.deliveries = [];
    if (pass.status !== "open") break;
    const { wakeAt } = pass;
    if (!wakeAt || wakeAt.getTime() <= stage.now.getTime()) break;
    if (wakeAt.getTime() - now.getTime() > HORIZON_MS) break;
    stage.now = wakeAt;
  }
  return ahead;
}

function tell(stage: Stage, definition: Definition, { target }: LiveProgramme): Ahead[] {
  return stage.moves.flatMap((move): Ahead[] => {
    const { kind, detail, movedAt: at } = move;
    const actions = (isMine: (actionId: string) => boolean) =>
      stage.deliveries
        .filter(({ actionId }) => isMine(actionId))
        .map(({ actionId, action, reason }) => ({
          actionId,
          words: stepInWords(action, target),
          skipped: reason === null ? null : reasonSentence(reason),
        }));
    if (kind === "step") {
      const step = definition.steps.find(({ id }) => id === detail.stepId);
      if (!step) return [];
      if (step.kind === "wait") return [{ at, what: "step", words: stepInWords(step, target), actions: [] }];
      return [
        { at, what: "step", words: stepInWords(step, target), actions: actions((id) => id === step.id) },
      ];
    }
    const inLane = (lane: readonly { id: string }[]) => actions((id) => lane.some((one) => one.id === id));
    if (kind === "completed")
      return [{ at, what: "completed", words: "Completes", actions: inLane(definition.completion) }];
    if (kind === "exited")
      return [
        {
          at,
          what: "exited",
          words: detail.reason === "deadline" ? "Exits: time is up" : "Exits: no longer matches",
          actions: inLane(definition.exit),
        },
      ];
    return [];
  });
}

/** A step in words, without the delay: when it comes is said beside it. */
function stepInWords(step: Step | Action, target: Entity): string {
  if (step.kind === "wait") return `The wait of ${durationWords(step.delay)} is over`;
  return step.kind === "reminder" && step.subject.trim()
    ? `Reminder “${step.subject.trim()}”`
    : summary(step, target);
}

function latest(a: Date, b: Date): Date {
  return a.getTime() > b.getTime() ? a : b;
}
