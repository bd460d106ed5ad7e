import "server-only";
import { sql } from "drizzle-orm";
import { enrolmentMoves, enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import { countOutcomes } from "@/lib/insights/report/count-outcomes";
import { foldTally } from "@/lib/insights/report/fold-tally";
import type { StepFigure } from "@/lib/insights/report/schema";
import { tallyPasses } from "@/lib/insights/report/tally-passes";
import { wayKey } from "@/lib/programmes/edit/holders-of";

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
    if (way !== null) at(wayKey(stepId, way)).passed += customers;
  }
  for (const { actionId, ...outcome } of outcomes) at(actionId).outcomes.push(outcome);
  return Object.fromEntries(found);
}

interface PassedCount {
  stepId: string;
  way: string | null;
  customers: number;
}

/** How many passes went through each step, and on which way where there are several: the moves of these passes alone, each found by its pass. */
async function countPassed({ db, workspaceId }: Context, programmeId: string): Promise<PassedCount[]> {
  const { rows } = await db.execute<{ step_id: string; way: string | null; customers: number }>(sql`
    select m.detail ->> 'stepId' as step_id, m.detail ->> 'way' as way, count(distinct e.id)::int as customers
    from ${enrolments} e
    cross join lateral (
      select detail from ${enrolmentMoves} where enrolment_id = e.id and kind = 'step' offset 0
    ) m
    where e.workspace_id = ${workspaceId} and e.programme_id = ${programmeId}
    group by 1, 2`);
  return rows.map(({ step_id, way, customers }) => ({ stepId: step_id, way, customers }));
}
