import type { Action } from "@/lib/actions/schema";
import type { Facts } from "@/lib/audiences/schema";
import type { Contact, PlannedDelivery } from "@/lib/deliveries/ledger/plan-deliveries";
import type { ByHand } from "@/lib/enrolments/by-hand";
import type { MoveRecord, Pass } from "@/lib/enrolments/pass";
import type { SeedMode, Watch, WatchRecord } from "@/lib/enrolments/schema";
import type { IdPrefix } from "@/lib/ids";
import { setAttribute } from "@/lib/profiles/attributes/set-attribute";
import type { Cause, Customer } from "@/lib/profiles/schema";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition, SendingWindow } from "@/lib/programmes/schema";

/** A programme that the customer is looked at for. */
export interface TurnPair {
  programme: LiveProgramme;
  /** The latest pass, if there was one. */
  pass: Pass | null;
  /** What the last look at the customer outside has left. */
  watch: Watch;
}

/** Everything that one customer's turn depends on: what is known of them, and the clock. */
export interface TurnInput {
  customer: Customer;
  facts: Facts;
  pairs: readonly TurnPair[];
  contactsFor: (action: Action) => readonly Contact[];
  /** Events of this customer are still to be applied: what time alone would do waits for them. */
  awaitsNews: boolean;
  /** The customer entered too often within the hour: their actions are held. */
  tooManyEntries: boolean;
  /** False where only history was imported: nothing is entered. */
  mayEnter: boolean;
  /** The events that brought this turn. */
  news?: { eventIds: ReadonlySet<string>; latestAt: Date };
  seed?: { programmeId: string; mode: SeedMode };
  /** What a member does with the customer, besides what the rules say. */
  byHand?: ByHand | undefined;
  /** Programme id -> how many more may enter, of those that were opened to the first N only. */
  entriesLeft?: ReadonlyMap<string, number>;
  zone: string;
  /** The workspace's sending window, for programmes that have none of their own. */
  window: SendingWindow | null;
  now: Date;
  makeId: (prefix: IdPrefix) => string;
}

export type DecidedDelivery = PlannedDelivery & { id: string; pass: Pass };

/** What a turn comes to: values for the caller to write. */
export interface TurnResult {
  /** With the attributes that were written; where none was, the one that was given. */
  customer: Customer;
  /** Passes that began or changed. */
  passes: Pass[];
  entered: Pass[];
  ended: Pass[];
  moves: MoveRecord[];
  deliveries: DecidedDelivery[];
  watches: WatchRecord[];
}

/** A turn under way: what it was given, and what it has come to so far. */
export interface Turn extends TurnInput {
  given: Customer;
  moves: MoveRecord[];
  deliveries: DecidedDelivery[];
}

/** In whose turn a pass moves, and by which definition. */
export interface Moving {
  turn: Turn;
  programme: LiveProgramme;
  definition: Definition;
}

/** Begins a turn. The customer, the passes and the facts that are given stay as they are. */
export function beginTurn(input: TurnInput): Turn {
  const { customer, facts } = input;
  return {
    ...input,
    given: customer,
    facts: { ...facts, attributes: customer.attributes },
    moves: [],
    deliveries: [],
  };
}

/**
 * Writes an attribute on the turn's own copy of the customer: the next rule sees what one action wrote. What is decided now is newer than
 * what is held, even if another process's clock is ahead of ours.
 */
export function writeAttribute(turn: Turn, key: string, value: unknown, cause: Cause | null): void {
  if (turn.customer === turn.given) turn.customer = copyOf(turn.given);
  const { customer, now } = turn;
  const at = new Date(Math.max(now.getTime(), customer.times[key] ?? 0));
  setAttribute(customer, key, value, at, cause);
  turn.facts = { ...turn.facts, attributes: customer.attributes };
}

/** Made for the first attribute that is written: most turns write none. */
function copyOf(customer: Customer): Customer {
  return {
    ...customer,
    attributes: { ...customer.attributes },
    times: { ...customer.times },
    changes: [...customer.changes],
    ignored: [...customer.ignored],
  };
}

/** Records a move of a pass; one that news made says which: the last events that had come in. */
export function recordMove(
  turn: Turn,
  pass: Pass,
  kind: MoveRecord["kind"],
  detail: Record<string, unknown>,
): void {
  const news = [...(turn.news?.eventIds ?? [])].slice(-NEWS_REMEMBERED);
  turn.moves.push({
    id: turn.makeId("mov"),
    enrolmentId: pass.id,
    kind,
    detail: news.length > 0 ? { ...detail, news } : detail,
    movedAt: turn.now,
  });
}

const NEWS_REMEMBERED = 5;
