import "server-only";
import { and, eq, inArray, type SQL } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { EndReason } from "@/lib/enrolments/end-reasons";
import { endOf } from "@/lib/enrolments/rules/end-of";
import type { WokenBy } from "@/lib/enrolments/schema";
import { writeMoves } from "@/lib/enrolments/write/write-moves";
import { newId } from "@/lib/ids";

export interface Ended {
  id: string;
  customerId: string;
}

/** Which open passes end: all of a programme, or those named. */
type Which = { programmeId: string } | { ids: readonly string[] };

const MOVES_AT_ONCE = 1_000;

/** Ends open passes by something other than their own moves, without actions, and records that they did. */
export async function endPasses(
  ctx: Context,
  which: Which,
  { reason, wokenBy }: { reason: EndReason; wokenBy: WokenBy },
): Promise<Ended[]> {
  const ended = await ctx.db
    .update(enrolments)
    .set(endOf(reason, ctx.now))
    .where(
      and(eq(enrolments.workspaceId, ctx.workspaceId), eq(enrolments.status, "open"), conditionOf(which)),
    )
    .returning({ id: enrolments.id, customerId: enrolments.customerId });
  const moves = ended.map(({ id }) => ({
    id: newId("mov"),
    enrolmentId: id,
    kind: "exited" as const,
    detail: { reason },
    movedAt: ctx.now,
  }));
  for (let from = 0; from < moves.length; from += MOVES_AT_ONCE)
    await writeMoves(ctx, moves.slice(from, from + MOVES_AT_ONCE), wokenBy);
  return ended;
}

function conditionOf(which: Which): SQL | undefined {
  return "ids" in which
    ? inArray(enrolments.id, [...which.ids])
    : eq(enrolments.programmeId, which.programmeId);
}
