import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { deliveries, enrolmentMoves, enrolments } from "@/db/schema";
import { summary } from "@/lib/actions/summary";
import type { Context } from "@/lib/context";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import { endReasons, isEndReason } from "@/lib/enrolments/end-reasons";
import { readCode } from "@/lib/errors";
import { deliveryHeadline } from "@/lib/insights/deliveries/delivery-headline";
import { notSentBecause } from "@/lib/insights/why/actions/action-sentences";
import { type ToldDelivery, withGotInstead } from "@/lib/insights/why/load/got-instead";
import type { StoryItem, WhyPass } from "@/lib/insights/why/schema";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { findStep, type Turning, turningsTo, walk } from "@/lib/programmes/flow";
import { definitionsOf } from "@/lib/programmes/published/definitions";
import type { Definition } from "@/lib/programmes/schema";
import { flowEntry, isAction } from "@/lib/programmes/steps";
import { statusWords } from "@/lib/words/delivery-words";
import { wokenWords } from "@/lib/words/move-words";

const PASSES_TOLD = 5;
type MoveRow = typeof enrolmentMoves.$inferSelect;

/**
 * The latest passes of a customer with what happened in each: the moves with what made them, every delivery with its outcome, and what was
 * not come to; of the latest one also its definition and its rows of the ledger.
 */
export async function passStories(
  ctx: Context,
  programme: { id: string; kind: ProgrammeKind },
  customerId: string,
  zone: string,
): Promise<{ passes: WhyPass[]; definition: Definition | null; sends: ToldDelivery[] }> {
  const rows = await ctx.db
    .select()
    .from(enrolments)
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.customerId, customerId),
        eq(enrolments.programmeId, programme.id),
      ),
    )
    .orderBy(desc(enrolments.pass))
    .limit(PASSES_TOLD);
  if (rows.length === 0) return { passes: [], definition: null, sends: [] };
  const ids = rows.map(({ id }) => id);
  const moves = await ctx.db
    .select()
    .from(enrolmentMoves)
    .where(and(eq(enrolmentMoves.workspaceId, ctx.workspaceId), inArray(enrolmentMoves.enrolmentId, ids)))
    .orderBy(asc(enrolmentMoves.movedAt), asc(enrolmentMoves.id));
  const found = await ctx.db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), inArray(deliveries.enrolmentId, ids)))
    .orderBy(asc(deliveries.decidedAt), asc(deliveries.id));
  const sends = await withGotInstead(ctx, found);
  const versions = rows.map(({ version }) => version);
  const definitions = await definitionsOf(ctx, programme.id, versions);
  const passes = rows.map((row): WhyPass => {
    const definition = definitions.get(row.version);
    const mine = <Row extends { enrolmentId: string }>(of: Row[]) =>
      of.filter(({ enrolmentId }) => enrolmentId === row.id);
    return {
      id: row.id,
      pass: row.pass,
      version: row.version,
      status: row.status,
      reason: row.reason,
      enteredAt: row.enteredAt,
      endedAt: row.endedAt,
      goalMetLateAt: row.goalMetLateAt,
      story: inOrder(
        mine(moves).map((move) => moveTold(move, programme.kind, definition)),
        mine(sends).map((send) => deliveryTold(send, zone)),
      ),
      ...notDone(definition, mine(moves), mine(sends), row.status === "open"),
    };
  });
  const [latest] = rows;
  return {
    passes,
    definition: definitions.get(latest?.version ?? 0) ?? null,
    sends: sends.filter(({ enrolmentId }) => enrolmentId === latest?.id),
  };
}

/** A move stands before the deliveries that it decided at the same moment. */
function inOrder(moves: StoryItem[], sends: StoryItem[]): StoryItem[] {
  return [...moves, ...sends].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function moveTold(move: MoveRow, of: ProgrammeKind, definition: Definition | undefined): StoryItem {
  const { id, movedAt: at, kind: what, wokenBy, detail } = move;
  const words = moveInWords(move, of, definition);
  const stepId = typeof detail.stepId === "string" ? detail.stepId : null;
  const news = Array.isArray(detail.news) ? detail.news.filter((one) => typeof one === "string") : [];
  const way = wayOf(move);
  return { kind: "move", id, at, what, stepId, way, words, wokenBy, wokenWords: wokenWords(wokenBy), news };
}

/** The arm that a pass took when it came by a branch. */
function wayOf({ detail }: MoveRow): string | null {
  return typeof detail.way === "string" ? detail.way : null;
}

function moveInWords(move: MoveRow, of: ProgrammeKind, definition: Definition | undefined): string {
  const { kind, detail } = move;
  const step = definition && findStep(definition, detail.stepId);
  const why = byHandWords(detail.byHand);
  if (kind === "entered") {
    const entered = Number(detail.pass) > 1 ? `Entered, pass ${detail.pass}` : "Entered";
    return why ? `${entered}, added by hand: ${why}` : entered;
  }
  if (kind === "step")
    return step && !isAction(step) ? flowEntry(step).passed(step, wayOf(move)) : `Came to ${detail.stepId}`;
  if (kind === "completed") return "Completed: the goal was met";
  if (kind === "exited") {
    const { ended } = endReasons[readCode(String(detail.reason), isEndReason)];
    return why ? `${ended}: ${why}` : ended;
  }
  if (kind === "held") return `Met the goal while the ${of} was paused: it counts when the ${of} resumes`;
  return `Moved to another version of the ${of}`;
}

/** The reason of whoever added or removed a customer by hand; empty where nobody did. */
function byHandWords(byHand: unknown): string {
  const isSaid = typeof byHand === "object" && byHand !== null && "why" in byHand;
  return isSaid ? String(byHand.why) : "";
}

function deliveryTold(row: ToldDelivery, zone: string): StoryItem {
  const { label, tone, sentence } = statusWords[row.status];
  return {
    kind: "delivery",
    id: row.id,
    at: row.decidedAt,
    actionId: row.actionId,
    delivery: row.kind,
    headline: deliveryHeadline(row.action, row.request),
    status: row.status,
    label,
    tone,
    reason: row.reason,
    words: row.reason ? notSentBecause(row, zone) : sentence,
  };
}

/** Steps that act and that the pass did not come to: what it ended before, and what stands in arms that it did not take. */
function notDone(
  definition: Definition | undefined,
  moves: readonly MoveRow[],
  sends: readonly DeliveryRow[],
  isOpen: boolean,
): Pick<WhyPass, "notReached" | "inOtherArms"> {
  if (!definition) return { notReached: [], inOtherArms: [] };
  const passed = new Set([
    ...moves.flatMap(({ detail }) => (typeof detail.stepId === "string" ? [detail.stepId] : [])),
    ...sends.map(({ actionId }) => actionId),
  ]);
  const taken = new Map(moves.map((move) => [move.detail.stepId, wayOf(move)]));
  const isElsewhere = ({ step, way }: Turning) => (taken.get(step.id) ?? way.id) !== way.id;
  const rest = walk(definition).flatMap(({ step }) =>
    isAction(step) && !passed.has(step.id)
      ? { actionId: step.id, words: summary(step, definition.target) }
      : [],
  );
  const isInOtherArm = ({ actionId }: { actionId: string }) =>
    turningsTo(definition, actionId).some(isElsewhere);
  return {
    notReached: isOpen ? [] : rest.filter((one) => !isInOtherArm(one)),
    inOtherArms: rest.filter(isInOtherArm),
  };
}
