import type { Action } from "@/lib/actions/schema";
import type { Facts } from "@/lib/audiences/schema";
import { isMessageOfPass, type MessageRow, messageBefore } from "@/lib/deliveries/ledger/message-before";
import type { Contact, PlannedDelivery } from "@/lib/deliveries/ledger/plan-deliveries";
import type { MoveRecord, Pass } from "@/lib/enrolments/pass";
import { lateNewsOf } from "@/lib/enrolments/rules/late-news";
import type { Watch } from "@/lib/enrolments/schema";
import { takeTurn } from "@/lib/enrolments/turn/take-turn";
import type { DecidedDelivery, TurnResult } from "@/lib/enrolments/turn/turn";
import type { IdPrefix } from "@/lib/ids";
import type { Customer } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { SendingWindow } from "@/lib/programmes/schema";
import { earliest } from "@/lib/time";

/** One customer and one programme in a simulation: everything is kept here that otherwise the database keeps. */
export interface Simulated {
  customer: Customer;
  facts: Facts;
  programme: LiveProgramme;
  /** The latest pass. */
  pass: Pass | null;
  watch: Watch;
  /** What was decided in it, as the ledger would hold it. */
  rows: readonly SimulatedRow[];
  contactsFor: (action: Action) => readonly Contact[];
  zone: string;
  window: SendingWindow | null;
  makeId: (prefix: IdPrefix) => string;
}

export type SimulatedRow = MessageRow & Pick<PlannedDelivery, "moment" | "kind" | "dueAt">;

/** What a simulated look comes to, in the order in which it happens. */
export interface SimulatedLook {
  after: Simulated;
  /** Sent since the look before: every message leaves when it is due. */
  sentBefore: SimulatedRow[];
  moves: MoveRecord[];
  decided: DecidedDelivery[];
  /** Those that a pass which ended has taken with it. */
  skipped: SimulatedRow[];
  sentAfter: SimulatedRow[];
}

/**
 * Looks at a simulated customer as the engine would: the same turn, with a ledger of its own from which every message leaves when it is due.
 * No database, no clock; what was given stays as it is.
 */
export function simulateLook(given: Simulated, now: Date, latestNewsAt?: Date): SimulatedLook {
  const before = sendDue(given, now);
  const { customer, facts, programme, pass, watch } = before.after;
  const result = takeTurn({
    ...before.after,
    customer,
    facts,
    pairs: [{ programme, pass, watch }],
    awaitsNews: false,
    tooManyEntries: false,
    mayEnter: true,
    news: latestNewsAt && { eventIds: new Set(), latestAt: latestNewsAt },
    now,
  });
  const { after: settled, skipped } = skipUnsent(take(before.after, result));
  const { after, sent: sentAfter } = sendDue(settled, now);
  const { moves, deliveries: decided } = result;
  return { after, sentBefore: before.sent, moves, decided, skipped, sentAfter };
}

/** When something happens next by time alone; null if nothing does. */
export function nextMoment({ pass, watch, rows }: Simulated): Date | null {
  const leaving = rows.filter(isWaiting).map(({ dueAt }) => dueAt);
  return earliest([pass?.status === "open" ? pass.wakeAt : null, watch.dueAt, ...leaving]);
}

/** As it would be read again for the next look. */
function take(before: Simulated, { customer, passes, deliveries, watches }: TurnResult): Simulated {
  const changed = passes.at(-1) ?? null;
  const previousEndedAt = before.pass?.endedAt ?? null;
  const late = changed?.isNew ? lateNewsOf({ ...changed, previousEndedAt }) : changed?.late;
  const kept = changed?.isNew ? before.rows.filter(isWaiting) : before.rows;
  return {
    ...before,
    customer,
    pass: changed ? { ...changed, late, isNew: false } : before.pass,
    watch: watches.at(-1) ?? before.watch,
    rows: [...kept, ...deliveries.map((row) => ({ ...row, sentAt: null }))],
  };
}

function sendDue(given: Simulated, now: Date): { after: Simulated; sent: SimulatedRow[] } {
  const isDue = (row: SimulatedRow) => isWaiting(row) && row.dueAt.getTime() <= now.getTime();
  const sent = given.rows.filter(isDue);
  if (sent.length === 0) return { after: given, sent };
  const rows = given.rows.map((row) =>
    isDue(row) ? { ...row, status: "sent" as const, sentAt: row.dueAt } : row,
  );
  const { pass } = given;
  const previousMessage = messageBefore(rows.filter(isMessageOfPass), pass?.previousMessage);
  return { after: { ...given, rows, pass: pass && { ...pass, previousMessage } }, sent };
}

function skipUnsent(given: Simulated): { after: Simulated; skipped: SimulatedRow[] } {
  if (given.pass?.status === "open") return { after: given, skipped: [] };
  const isCancelled = (row: SimulatedRow) => isWaiting(row) && isMessageOfPass(row);
  const skipped = given.rows.filter(isCancelled);
  return { after: { ...given, rows: given.rows.filter((row) => !isCancelled(row)) }, skipped };
}

const isWaiting = ({ status }: MessageRow) => status === "waiting";
