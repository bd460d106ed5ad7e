import type { Moment } from "@/lib/actions/schema";
import { activityAttributes } from "@/lib/attribute-names";
import type { MembershipFact } from "@/lib/audiences/schema";
import { type ByHand, byHandDetail } from "@/lib/enrolments/by-hand";
import type { EndReason } from "@/lib/enrolments/end-reasons";
import type { Pass } from "@/lib/enrolments/pass";
import { endOf } from "@/lib/enrolments/rules/end-of";
import { nextMove } from "@/lib/enrolments/rules/next-move";
import type { Move, StepMove } from "@/lib/enrolments/schema";
import { carryOut, carryOutAll } from "@/lib/enrolments/turn/carry-out";
import { type Moving, recordMove, type Turn, writeAttribute } from "@/lib/enrolments/turn/turn";
import { programmeNames } from "@/lib/programme-kinds";
import { findStep } from "@/lib/programmes/flow";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import { MOST_STEPS } from "@/lib/programmes/schema";
import { isAction } from "@/lib/programmes/steps";

/** Every step of a flow may be due at once, and then its end, or a look at what it waits for. */
const MOST_MOVES_AT_ONCE = MOST_STEPS + 2;

/** Enters a pass that has just begun: the entry is recorded on the customer and the entry actions are decided. */
export function enter(moving: Moving, pass: Pass, byHand: ByHand | null = null): Pass {
  const { turn, programme, definition } = moving;
  const names = activityAttributes(programme);
  const at = turn.now.toISOString();
  writeAttribute(turn, names.currentlyMember, true, null);
  writeAttribute(turn, names.lastEntry, at, null);
  const { latestEntry } = programmeNames[programme.kind];
  if (latestEntry) writeAttribute(turn, latestEntry, at, null);
  setMembership(turn, programme, { open: true });
  const how = byHand ? byHandDetail(byHand) : {};
  recordMove(turn, pass, "entered", { version: pass.version, pass: pass.pass, ...how });
  return carryOutAll(moving, pass, { actions: definition.entry, moment: "entry" });
}

/** Applies every move of a pass that is due, in due order, until it waits, is held or has ended. The same pass comes back where nothing changed. */
export function applyMoves(moving: Moving, given: Pass): Pass {
  const { turn, programme, definition } = moving;
  let pass = given;
  for (let applied = 0; applied < MOST_MOVES_AT_ONCE && pass.status === "open"; applied++) {
    const { facts, zone, now } = turn;
    const move = nextMove({ definition, enrolment: pass, facts, pauses: programme.pauses, zone, now });
    if (turn.awaitsNews && !pass.isNew && isByTime(move)) return pass;
    switch (move.kind) {
      case "wait":
        return wakeAt(pass, move.until, now);
      case "hold":
        return hold(turn, pass, move.goalMet);
      case "step":
        pass = passStep(moving, pass, move);
        break;
      case "complete":
        pass = end(moving, pass, "goal_met");
        break;
      case "exit":
        pass = end(moving, pass, move.reason);
    }
  }
  return pass;
}

/** Ends a pass because a member says so; whether its exit actions run is theirs to say too. */
export function endByHand(moving: Moving, pass: Pass, byHand: Extract<ByHand, { act: "remove" }>): Pass {
  return end(moving, pass, "removed", { detail: byHandDetail(byHand), acts: byHand.runsExitActions });
}

function isByTime(move: Move): boolean {
  return move.kind === "step" || (move.kind === "exit" && move.reason === "deadline");
}

function passStep(moving: Moving, given: Pass, move: StepMove): Pass {
  const step = findStep(moving.definition, move.stepId);
  const pass = { ...given, stepId: move.next, stepSince: move.since };
  const way = move.way === null ? {} : { way: move.way };
  recordMove(moving.turn, pass, "step", { stepId: move.stepId, ...way, dueAt: move.at.toISOString() });
  if (!step || !isAction(step)) return pass;
  return carryOut(moving, pass, { action: step, moment: "step", allowed: move.allowed });
}

function end(
  moving: Moving,
  given: Pass,
  reason: EndReason,
  { detail = {}, acts = true }: { detail?: Record<string, unknown>; acts?: boolean } = {},
): Pass {
  const { turn, programme, definition } = moving;
  const pass = { ...given, ...endOf(reason, turn.now) };
  const { currentlyMember, lastCompletion, lastExit } = activityAttributes(programme);
  const ending = endings[pass.status];
  writeAttribute(turn, currentlyMember, false, null);
  writeAttribute(turn, pass.status === "completed" ? lastCompletion : lastExit, turn.now.toISOString(), null);
  setMembership(turn, programme, { open: false, ...ending.membership });
  recordMove(turn, pass, pass.status, { reason, ...detail });
  if (!acts) return pass;
  return carryOutAll(moving, pass, { actions: definition[ending.moment], moment: ending.moment });
}

/** What is remembered of a pass that has ended, and which actions follow. */
const endings = {
  completed: { moment: "completion", membership: { everCompleted: true } },
  exited: { moment: "exit", membership: { everExited: true } },
} as const satisfies Record<string, { moment: Moment; membership: Partial<MembershipFact> }>;

function hold(turn: Turn, pass: Pass, goalMet: boolean): Pass {
  const isMetNow = goalMet && !pass.goalMetAt;
  if (isMetNow) recordMove(turn, pass, "held", { reason: "goal_met_while_paused" });
  if (!isMetNow && !pass.wakeAt) return pass;
  return { ...pass, goalMetAt: isMetNow ? turn.now : pass.goalMetAt, wakeAt: null };
}

/** Changes the wake-up only when it comes earlier or has been used up: a login a minute must not cost a write each. */
function wakeAt(pass: Pass, until: Date | null, now: Date): Pass {
  const stored = pass.wakeAt?.getTime() ?? null;
  const wanted = until?.getTime() ?? null;
  if (stored === wanted) return pass;
  const stillGood = stored !== null && stored > now.getTime() && wanted !== null && wanted >= stored;
  return stillGood ? pass : { ...pass, wakeAt: until };
}

/** What is decided next in this turn knows that the customer has entered or left: nobody enters two programmes that exclude each other. */
function setMembership(turn: Turn, { kind, slug }: LiveProgramme, change: Partial<MembershipFact>): void {
  const isThis = (one: MembershipFact) => one.kind === kind && one.slug === slug;
  const others = turn.facts.memberships.filter((one) => !isThis(one));
  const before = turn.facts.memberships.find(isThis);
  const membership = {
    kind,
    slug,
    open: false,
    everCompleted: false,
    everExited: false,
    ...before,
    ...change,
  };
  turn.facts = { ...turn.facts, memberships: [...others, membership] };
}
