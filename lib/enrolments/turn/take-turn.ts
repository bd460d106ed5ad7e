import type { Pass } from "@/lib/enrolments/pass";
import { goalMetLate } from "@/lib/enrolments/rules/goal-met-late";
import { guard } from "@/lib/enrolments/rules/guard";
import { isEdge } from "@/lib/enrolments/rules/is-edge";
import { watchAfter, watchOf, watchToWrite } from "@/lib/enrolments/rules/watch";
import type { WatchRecord } from "@/lib/enrolments/schema";
import { applyMoves, endByHand, enter } from "@/lib/enrolments/turn/apply-moves";
import { beginPass } from "@/lib/enrolments/turn/begin-pass";
import {
  beginTurn,
  type Moving,
  type Turn,
  type TurnInput,
  type TurnPair,
  type TurnResult,
} from "@/lib/enrolments/turn/turn";
import { versionOf } from "@/lib/programmes/published/version-of";

/**
 * One customer's turn: the moves of the passes they are in, then the programmes they may enter, each deciding with what the one before has
 * written. Pure: it changes nothing it was given.
 */
export function takeTurn(input: TurnInput): TurnResult {
  const turn = beginTurn(input);
  const isInside = ({ pass }: TurnPair) => pass?.status === "open";
  const moved = input.pairs.filter(isInside).map((pair) => moveOn(turn, pair));
  const considered = input.pairs.filter((pair) => !isInside(pair)).map((pair) => considerEntry(turn, pair));
  const all = [...moved, ...considered];
  const passes = all.flatMap((one) => one.passes);
  return {
    customer: turn.customer,
    passes,
    entered: passes.filter(({ isNew }) => isNew),
    ended: all.flatMap(({ ended }) => ended),
    moves: turn.moves,
    deliveries: turn.deliveries,
    watches: all.flatMap(({ watches }) => watches),
  };
}

/** What came of one programme. */
interface Outcome {
  /** That began or changed. */
  passes: Pass[];
  ended: Pass[];
  watches: WatchRecord[];
}

const NOTHING: Outcome = { passes: [], ended: [], watches: [] };

function moveOn(turn: Turn, { programme, pass }: TurnPair): Outcome {
  if (!pass) return NOTHING;
  const definition = versionOf(programme, pass.version);
  const moving = { turn, programme, definition };
  const moved = removed(moving, applyMoves(moving, pass));
  if (moved.status === "open") return { ...NOTHING, passes: moved === pass ? [] : [moved] };
  const ended = goalMetLate(definition, moved, turn) ?? moved;
  return { passes: [ended], ended: [ended], watches: watchAfter(turn, programme, ended) };
}

/** What was due before happens before; a pass that ended by it is not there to be taken out of any more. */
function removed(moving: Moving, pass: Pass): Pass {
  const { byHand } = moving.turn;
  const isMeant = byHand?.act === "remove" && byHand.programmeId === moving.programme.id;
  return isMeant && pass.status === "open" ? endByHand(moving, pass, byHand) : pass;
}

function considerEntry(turn: Turn, { programme, pass, watch }: TurnPair): Outcome {
  if (programme.status !== "live") return NOTHING;
  const { facts, zone, now } = turn;
  const enteredWith = pass && programme.definitions.get(pass.version);
  const late = enteredWith && goalMetLate(enteredWith, pass, turn);
  const before = late ? [late] : [];

  const definition = versionOf(programme, programme.liveVersion);
  const count = pass?.pass ?? 0;
  const passes = { count, open: false, lastEndedAt: pass?.endedAt ?? null };
  const seen = guard({ definition, facts, passes, zone, now });
  const candidate = { programme, definition, matched: watch.matched, passes: count };
  const isAdded = turn.byHand?.act === "add" && turn.byHand.programmeId === programme.id;
  if (isAdded || (seen.verdict && isEdge(turn, candidate) && hasRoom(turn, programme.id))) {
    const entered = enterNow(turn, { programme, pass, watch });
    return { ...entered, passes: [...before, ...entered.passes] };
  }
  const kept = watchToWrite(watch, { matched: seen.verdict, dueAt: seen.nextChange }, now);
  const watches = kept ? [watchOf(turn.customer.id, programme, kept)] : [];
  return { passes: before, ended: [], watches };
}

function hasRoom({ entriesLeft }: Turn, programmeId: string): boolean {
  return (entriesLeft?.get(programmeId) ?? 1) > 0;
}

function enterNow(turn: Turn, { programme, pass: earlier, watch }: TurnPair): Outcome {
  const definition = versionOf(programme, programme.liveVersion);
  const { customer, news, now } = turn;
  const moving = { turn, programme, definition };
  const begun = beginPass({
    id: turn.makeId("enr"),
    programme,
    customerId: customer.id,
    pass: (earlier?.pass ?? 0) + 1,
    latestNewsAt: news?.latestAt,
    now,
  });
  const byHand = turn.byHand?.programmeId === programme.id ? turn.byHand : null;
  const pass = applyMoves(moving, enter(moving, begun, byHand));
  const ended = pass.status === "open" ? [] : [pass];
  const after = ended.flatMap((one) => watchAfter(turn, programme, one));
  if (after.length > 0) return { passes: [pass], ended, watches: after };
  const isWatched = watch.matched || watch.dueAt !== null;
  const forgotten = watchOf(customer.id, programme, { matched: false, dueAt: null });
  return { passes: [pass], ended, watches: isWatched ? [forgotten] : [] };
}
