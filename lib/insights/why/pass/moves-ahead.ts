import { actionEntry } from "@/lib/actions/kinds";
import { reasons } from "@/lib/deliveries/reasons";
import type { Pass } from "@/lib/enrolments/pass";
import { nextMoment, type Simulated, type SimulatedLook, simulateLook } from "@/lib/enrolments/simulate";
import { readCode } from "@/lib/errors";
import { exitsAhead, isExitReason } from "@/lib/insights/why/pass/exit-ahead";
import type { Ahead } from "@/lib/insights/why/schema";
import type { Entity } from "@/lib/profiles/schema";
import { findStep } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import { flowEntry, isAction, stepEntry } from "@/lib/programmes/steps";
import { DAY_MS } from "@/lib/time";

const MOST_HOPS = 60;
const HORIZON_MS = 365 * DAY_MS;

/** Where the simulation begins: the customer inside, or about to enter. */
interface Course extends Omit<Simulated, "watch" | "rows" | "makeId"> {
  /** What becomes of a message that is on its way: when it leaves, or that it will not; null when none is. */
  onItsWay: { leavesAt: Date } | "not_sent" | null;
  /** Now; or when the customer would enter. */
  now: Date;
}

/**
 * What is still to come in a pass, or in one that would begin now, if nothing else happens and every message leaves when it is due: the
 * engine's own turns, taken ahead of time.
 */
export function movesAhead(course: Course): Ahead[] {
  const { programme, now } = course;
  let simulated = begin(course);
  const ahead: Ahead[] = [];
  for (let at: Date | null = now, hops = 0; at && hops < MOST_HOPS; hops++) {
    const look = simulateLook(simulated, at);
    simulated = look.after;
    const { pass } = simulated;
    const definition = pass && programme.definitions.get(pass.version);
    if (!definition) break;
    ahead.push(...tell(look, definition, programme.target));
    const next = pass.status === "open" ? nextMoment(simulated) : null;
    at = next && next > at && next.getTime() - now.getTime() <= HORIZON_MS ? next : null;
  }
  return ahead;
}

function begin({ onItsWay, now, ...course }: Course): Simulated {
  let made = 0;
  const makeId: Simulated["makeId"] = (prefix) => `${prefix}_${made++}`;
  const outside = { ...course, watch: { matched: false, dueAt: null }, rows: [], makeId };
  const { pass } = course;
  const isAhead = pass?.status === "open" && pass.previousMessage?.outcome === "waiting";
  if (!isAhead || !onItsWay) return outside;
  if (onItsWay === "not_sent") return { ...outside, pass: { ...pass, previousMessage: notSent } };
  const { leavesAt } = onItsWay;
  return { ...outside, rows: [{ ...waiting, dueAt: leavesAt > now ? leavesAt : now }] };
}

const notSent: Pass["previousMessage"] = { outcome: "not_sent", sentAt: null };
/** The message that is on its way, whichever it is. */
const waiting = {
  actionId: "",
  kind: "message",
  moment: "entry",
  status: "waiting",
  reason: null,
  sentAt: null,
} as const;

function tell({ moves, decided }: SimulatedLook, definition: Definition, target: Entity): Ahead[] {
  return moves.flatMap((move): Ahead[] => {
    const { kind, detail, movedAt: at } = move;
    const actions = (isMine: (actionId: string) => boolean) =>
      decided
        .filter(({ actionId }) => isMine(actionId))
        .map(({ actionId, action, reason, dueAt }) => ({
          actionId,
          words: actionEntry(action).summaryWhenDue(action, target),
          skipped: reason === null ? null : reasons[reason],
          reason,
          leavesAt: dueAt,
        }));
    if (kind === "step") {
      const step = findStep(definition, detail.stepId);
      if (!step) return [];
      const way = typeof detail.way === "string" ? detail.way : null;
      const words = isAction(step)
        ? stepEntry(step).summaryWhenDue(step, target)
        : flowEntry(step).willPass(step, way);
      return [{ at, what: "step", stepId: step.id, way, words, actions: actions((id) => id === step.id) }];
    }
    const inLane = (lane: readonly { id: string }[]) => actions((id) => lane.some((one) => one.id === id));
    if (kind === "entered")
      return [{ at, what: "entered", words: "Enters", actions: inLane(definition.entry) }];
    if (kind === "completed")
      return [{ at, what: "completed", words: "Completes", actions: inLane(definition.completion) }];
    if (kind !== "exited") return [];
    const reason = readCode(String(detail.reason), isExitReason);
    const words = `Exits: ${exitsAhead[reason].will}`;
    return [{ at, what: "exited", reason, words, actions: inLane(definition.exit) }];
  });
}
