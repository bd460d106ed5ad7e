import { isMessage } from "@/lib/actions/is-message";
import type { Action, Moment } from "@/lib/actions/schema";
import { activityAttributes } from "@/lib/attribute-names";
import type { Facts, MembershipFact } from "@/lib/audiences/schema";
import { isMessageOfPass, messageBefore } from "@/lib/deliveries/ledger/message-before";
import { type Contact, type PlannedDelivery, planDeliveries } from "@/lib/deliveries/ledger/plan-deliveries";
import { nextMove } from "@/lib/enrolments/rules/next-move";
import type { Move } from "@/lib/enrolments/schema";
import type { IdPrefix } from "@/lib/ids";
import { setAttribute } from "@/lib/profiles/attributes/set-attribute";
import type { Customer } from "@/lib/profiles/schema";
import { findStep } from "@/lib/programmes/flow";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition, SendingWindow } from "@/lib/programmes/schema";
import { isAction } from "@/lib/programmes/steps";
import type { MoveRecord, Pass } from "@/tests/support/before/pass";

/** Where one customer's moves are played: what the rules may see, and what comes of it. */
export interface Stage {
  customer: Customer;
  facts: Facts;
  contactsFor: (action: Action) => readonly Contact[];
  /** Events of this customer are still to be applied: what time alone would do waits for them. */
  awaitsNews: boolean;
  /** The customer entered too often within the hour. */
  held: boolean;
  zone: string;
  window: SendingWindow | null;
  now: Date;
  makeId: (prefix: IdPrefix) => string;
  moves: MoveRecord[];
  deliveries: (PlannedDelivery & { id: string; pass: Pass })[];
}

const MOST_MOVES_AT_ONCE = 200;

/** Begins a pass: the entry is recorded on the customer and the entry actions are decided. */
export function enter(stage: Stage, programme: LiveProgramme, definition: Definition, pass: Pass): void {
  const names = activityAttributes(programme);
  const at = stage.now.toISOString();
  record(stage, names.currentlyMember, true);
  record(stage, names.lastEntry, at);
  if (programme.kind === "job") record(stage, "last_entry_to_job", at);
  standAs(stage, programme, { open: true });
  note(stage, pass, "entered", { version: pass.version, pass: pass.pass });
  for (const action of definition.entry) carryOut(stage, programme, definition, pass, action, "entry", true);
}

/** Plays every move of a pass that is due, in due order, until it waits, is held or has ended. */
export function playMoves(stage: Stage, programme: LiveProgramme, definition: Definition, pass: Pass): void {
  for (let played = 0; played < MOST_MOVES_AT_ONCE && pass.status === "open"; played++) {
    const { pauses } = programme;
    const move = nextMove({
      definition,
      enrolment: pass,
      facts: stage.facts,
      pauses,
      zone: stage.zone,
      now: stage.now,
    });
    if (stage.awaitsNews && !pass.isNew && isByTime(move)) return;
    if (move.kind === "step") passStep(stage, programme, definition, pass, move);
    else if (move.kind === "complete" || move.kind === "exit") end(stage, programme, definition, pass, move);
    else {
      if (move.kind === "wait") wake(pass, move.until, stage.now);
      else hold(stage, pass, move.goalMet);
      return;
    }
  }
}

function isByTime(move: Move): boolean {
  return move.kind === "step" || (move.kind === "exit" && move.reason === "deadline");
}

function passStep(
  stage: Stage,
  programme: LiveProgramme,
  definition: Definition,
  pass: Pass,
  move: Extract<Move, { kind: "step" }>,
): void {
  const step = findStep(definition, move.stepId);
  pass.stepId = move.next;
  pass.stepSince = move.at;
  pass.dirty = true;
  note(stage, pass, "step", { stepId: move.stepId, dueAt: move.at.toISOString() });
  if (step && isAction(step)) carryOut(stage, programme, definition, pass, step, "step", move.allowed);
}

function end(
  stage: Stage,
  programme: LiveProgramme,
  definition: Definition,
  pass: Pass,
  move: Extract<Move, { kind: "complete" | "exit" }>,
): void {
  const completed = move.kind === "complete";
  pass.status = completed ? "completed" : "exited";
  pass.reason = completed ? "goal_met" : move.reason;
  pass.endedAt = stage.now;
  pass.wakeAt = null;
  pass.stepId = null;
  pass.dirty = true;
  const names = activityAttributes(programme);
  record(stage, names.currentlyMember, false);
  record(stage, completed ? names.lastCompletion : names.lastExit, stage.now.toISOString());
  standAs(stage, programme, { open: false, ...(completed ? { everCompleted: true } : { everExited: true }) });
  note(stage, pass, completed ? "completed" : "exited", { reason: pass.reason });
  const actions = completed ? definition.completion : definition.exit;
  for (const action of actions)
    carryOut(stage, programme, definition, pass, action, completed ? "completion" : "exit", true);
}

function hold(stage: Stage, pass: Pass, goalMet: boolean): void {
  if (goalMet && !pass.goalMetAt) {
    pass.goalMetAt = stage.now;
    pass.dirty = true;
    note(stage, pass, "held", { reason: "goal_met_while_paused" });
  }
  if (pass.wakeAt) {
    pass.wakeAt = null;
    pass.dirty = true;
  }
}

/** Rewrites the wake-up only when it comes earlier or has been used up: a login a minute must not cost a write each. */
function wake(pass: Pass, until: Date | null, now: Date): void {
  const stored = pass.wakeAt?.getTime() ?? null;
  const wanted = until?.getTime() ?? null;
  if (stored === wanted) return;
  const stillGood = stored !== null && stored > now.getTime() && wanted !== null && wanted >= stored;
  if (stillGood) return;
  pass.wakeAt = until;
  pass.dirty = true;
}

function carryOut(
  stage: Stage,
  programme: LiveProgramme,
  definition: Definition,
  pass: Pass,
  action: Action,
  moment: Moment,
  allowed: boolean,
): void {
  const window = definition.sendingWindow ?? stage.window;
  const plan = planDeliveries({
    action,
    moment,
    entity: programme.target,
    attributes: stage.customer.attributes,
    facts: stage.facts,
    contacts: isMessage(action) ? stage.contactsFor(action) : [],
    allowed,
    held: stage.held,
    window: window ? { hours: window, zone: window.zone } : null,
    zone: stage.zone,
    now: stage.now,
  });
  const rows = plan.rows.map((row) => ({ ...row, id: stage.makeId("dlv"), pass }));
  stage.deliveries.push(...rows);
  const first = rows[0];
  if (plan.update && first) {
    setAttribute(stage.customer, plan.update.key, plan.update.value, momentFor(stage, plan.update.key), {
      kind: "action",
      id: first.id,
    });
  }
  const decided = rows.filter(isMessageOfPass).map((row) => ({ ...row, sentAt: null }));
  pass.previousMessage = messageBefore(decided, pass.previousMessage);
}

function record(stage: Stage, key: string, value: unknown): void {
  setAttribute(stage.customer, key, value, momentFor(stage, key), null);
}

/** What we decide now is newer than what we hold, even if another process's clock is ahead of ours. */
function momentFor({ customer, now }: Stage, key: string): Date {
  return new Date(Math.max(now.getTime(), customer.times[key] ?? 0));
}

/** What is decided next in the same breath knows that the customer has entered or left: nobody enters two programmes that exclude each other. */
function standAs(stage: Stage, { kind, slug }: LiveProgramme, change: Partial<MembershipFact>): void {
  const others = stage.facts.memberships.filter((one) => one.kind !== kind || one.slug !== slug);
  const before = stage.facts.memberships.find((one) => one.kind === kind && one.slug === slug);
  const standing = { kind, slug, open: false, everCompleted: false, everExited: false, ...before, ...change };
  stage.facts = { ...stage.facts, memberships: [...others, standing] };
}

function note(stage: Stage, pass: Pass, kind: MoveRecord["kind"], detail: Record<string, unknown>): void {
  stage.moves.push({ id: stage.makeId("mov"), enrolmentId: pass.id, kind, detail, movedAt: stage.now });
}
