import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { enrolmentMoves, enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import { countOutcomes } from "@/lib/insights/report/count-outcomes";
import { foldTally } from "@/lib/insights/report/fold-tally";
import type { StepFigure } from "@/lib/insights/report/schema";
import { tallyPasses } from "@/lib/insights/report/tally-passes";
import { OTHERWISE } from "@/lib/programmes/steps/branch";

/**
 * How a programme fares at each of its places, all versions together, by what stands there: a step or action by its id, an arm by its own,
 * otherwise as "<branch>/otherwise"; "#entry", "#goal" and "#exit" for who entered, completed and exited, "#end" for those in it with all steps
 * behind them. Those in it at all places, completed and exited are together those who entered.
 */
export async function stepFigures(ctx: Context, programmeId: string): Promise<Record<string, StepFigure>> {
  const [tally, passed, outcomes] = await Promise.all([
    tallyPasses(ctx, programmeId),
    countPassed(ctx, programmeId),
    countOutcomes(ctx, programmeId, null),
  ]);
  const { figures, standing } = foldTally(tally, null);
  const found = new Map<string, StepFigure>();
  const at = (id: string) => {
    const known = found.get(id) ?? { here: 0, passed: 0, outcomes: [] };
    found.set(id, known);
    return known;
  };
  at("#entry").passed = figures.entered;
  at("#goal").passed = figures.completed;
  at("#exit").passed = figures.exited;
  for (const { stepId, customers } of standing) at(stepId ?? "#end").here += customers;
  for (const { stepId, way, customers } of passed) {
    at(stepId).passed += customers;
    if (way !== null) at(way === OTHERWISE ? `${stepId}/${OTHERWISE}` : way).passed += customers;
  }
  for (const { actionId, ...outcome } of outcomes) at(actionId).outcomes.push(outcome);
  return Object.fromEntries(found);
}

/** How many passes went through each step, and on which way where there are several. */
function countPassed(ctx: Context, programmeId: string) {
  const stepId = sql<string>`${enrolmentMoves.detail} ->> 'stepId'`;
  const way = sql<string | null>`${enrolmentMoves.detail} ->> 'way'`;
  return ctx.db
    .select({ stepId, way, customers: sql<number>`count(distinct ${enrolments.id})`.mapWith(Number) })
    .from(enrolments)
    .innerJoin(
      enrolmentMoves,
      and(
        eq(enrolmentMoves.enrolmentId, enrolments.id),
        eq(enrolmentMoves.workspaceId, ctx.workspaceId),
        eq(enrolmentMoves.kind, "step"),
      ),
    )
    .where(and(eq(enrolments.workspaceId, ctx.workspaceId), eq(enrolments.programmeId, programmeId)))
    .groupBy(sql`1`, sql`2`);
}
