import { actionEntry } from "@/lib/actions/kinds";
import { decisiveRows, isMessageOfPass } from "@/lib/deliveries/ledger/message-before";
import { reasonSentence } from "@/lib/deliveries/reasons";
import type { Pass } from "@/lib/enrolments/pass";
import { enter, playMoves, type Stage } from "@/lib/enrolments/turn/apply-moves";
import { beginPass } from "@/lib/enrolments/turn/begin-pass";
import type { Ahead } from "@/lib/insights/why/schema";
import { findStep } from "@/lib/programmes/flow";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";
import { stepEntry } from "@/lib/programmes/steps";
import { DAY_MS, earliest } from "@/lib/time";

const MOST_HOPS = 20;
const HORIZON_MS = 365 * DAY_MS;

interface Course {
  programme: LiveProgramme;
  definition: Definition;
  /** The open pass; null where the customer is outside and would enter. */
  pass: Pass | null;
  /** What the rules may see; it is played on a copy. */
  stage: Omit<Stage, "moves" | "deliveries" | "makeId" | "now">;
  /** What becomes of a message that is on its way: when it leaves, or that it will not; null when none is. */
  onItsWay: { leavesAt: Date } | "not_sent" | null;
  /** Now; or when the customer would enter, and how often they have been in it before. */
  now: Date;
  passedThrough?: number;
}

/**
 * What is still to come in a pass, or in one that would begin now, if nothing else happens and every message leaves when it is due: the
 * engine's own moves, played ahead of time.
 */
export function movesAhead(course: Course): Ahead[] {
  const { programme, definition, stage: seen, onItsWay, now } = course;
  const customer = {
    ...seen.customer,
    attributes: { ...seen.customer.attributes },
    times: { ...seen.customer.times },
    changes: [],
    ignored: [],
  };
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
  const pass = course.pass ? { ...course.pass } : enterNow(stage, course);
  if (pass.previousMessage?.outcome === "waiting" && onItsWay)
    pass.previousMessage =
      onItsWay === "not_sent"
        ? { outcome: "not_sent", sentAt: null }
        : { outcome: "sent", sentAt: latest(onItsWay.leavesAt, now) };
  const ahead: Ahead[] = [];
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    playMoves(stage, programme, definition, pass);
    ahead.push(...tell(stage, definition, programme));
    const leaves = firstToLeave(stage.deliveries);
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

function enterNow(stage: Stage, { programme, definition, now, passedThrough = 0 }: Course): Pass {
  const customerId = stage.customer.id;
  const place = { programme, definition, customerId, pass: passedThrough + 1 };
  const pass = beginPass({ ...place, id: "enr_ahead", now, goalSince: now });
  enter(stage, programme, definition, pass);
  return pass;
}

/** When the message that a reminder would follow first leaves, if one was just decided. */
function firstToLeave(decided: Stage["deliveries"]): Date | null {
  const rows = decisiveRows(decided.filter(isMessageOfPass));
  return earliest(rows.flatMap(({ status, dueAt }) => (status === "waiting" ? [dueAt] : [])));
}

function tell(stage: Stage, definition: Definition, { target }: LiveProgramme): Ahead[] {
  return stage.moves.flatMap((move): Ahead[] => {
    const { kind, detail, movedAt: at } = move;
    const actions = (isMine: (actionId: string) => boolean) =>
      stage.deliveries
        .filter(({ actionId }) => isMine(actionId))
        .map(({ actionId, action, reason, dueAt }) => ({
          actionId,
          words: actionEntry(action).summaryWhenDue(action, target),
          skipped: reason === null ? null : reasonSentence(reason),
          reason,
          leavesAt: dueAt,
        }));
    if (kind === "step") {
      const step = findStep(definition, detail.stepId);
      if (!step) return [];
      const words = stepEntry(step).summaryWhenDue(step, target);
      return [{ at, what: "step", words, actions: actions((id) => id === step.id) }];
    }
    const inLane = (lane: readonly { id: string }[]) => actions((id) => lane.some((one) => one.id === id));
    if (kind === "entered")
      return [{ at, what: "entered", words: "Enters", actions: inLane(definition.entry) }];
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

function latest(a: Date, b: Date): Date {
  return a.getTime() > b.getTime() ? a : b;
}
