import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";
import { confidenceOf } from "@/lib/insights/report/confidence";
import type { SpreadCount, TimeToCompletion } from "@/lib/insights/report/schema";
import { spreadSteps } from "@/lib/insights/report/spread";

/** How long those who completed a programme took, summed up: of one version, or of all (version null). */
export interface CompletionTimes {
  version: number | null;
  completions: number;
  meanMs: number;
  medianMs: number;
  p95Ms: number;
  maxMs: number;
}

// date_part() counts in floating point, which is several times faster than extract().
const tookMs = sql`(date_part('epoch', ${enrolments.endedAt} - ${enrolments.enteredAt}) * 1000)`;

/** The times from entry to completion of a programme, for every version and for all together. */
export async function completionTimes(ctx: Context, programmeId: string): Promise<CompletionTimes[]> {
  const rows = await ctx.db
    .select({
      version: sql<number | null>`${enrolments.version}`,
      completions: sql<number>`count(*)`,
      meanMs: sql<number>`avg(${tookMs})`,
      percentiles: sql<number[]>`percentile_cont(array[0.5, 0.95]) within group (order by ${tookMs})`,
      maxMs: sql<number>`max(${tookMs})`,
    })
    .from(enrolments)
    .where(completedOf(ctx, programmeId, null))
    .groupBy(sql`grouping sets ((${enrolments.version}), ())`)
    .having(sql`count(*) > 0`);
  return rows.map(({ percentiles: [medianMs = 0, p95Ms = 0], ...row }) => ({ ...row, medianMs, p95Ms }));
}

/** How the times of one version, or of all, are spread; no average is given while there are too few to average. */
export async function timeToCompletion(
  ctx: Context,
  programmeId: string,
  times: CompletionTimes | undefined,
): Promise<TimeToCompletion> {
  const completions = times?.completions ?? 0;
  const confidence = confidenceOf(completions);
  if (!times) return { completions, confidence, medianMs: null, meanMs: null, spread: [] };
  const averaged = confidence !== "too_few";
  return {
    completions,
    confidence,
    medianMs: averaged ? Math.round(times.medianMs) : null,
    meanMs: averaged ? Math.round(times.meanMs) : null,
    spread: await spreadOf(ctx, programmeId, times),
  };
}

async function spreadOf(ctx: Context, programmeId: string, times: CompletionTimes): Promise<SpreadCount[]> {
  const steps = spreadSteps(times);
  const edges = `{${steps.map(({ fromMs }) => fromMs).join(",")}}`;
  const rows = await ctx.db
    .select({
      place: sql<number>`width_bucket(greatest(${tookMs}, 0), ${edges}::float8[])`,
      customers: sql<number>`count(*)`,
    })
    .from(enrolments)
    .where(completedOf(ctx, programmeId, times.version))
    .groupBy(sql`1`);
  const found = new Map(rows.map(({ place, customers }) => [place - 1, customers]));
  return steps.map((step, index) => ({ ...step, customers: found.get(index) ?? 0 }));
}

function completedOf(ctx: Context, programmeId: string, version: number | null) {
  return and(
    eq(enrolments.workspaceId, ctx.workspaceId),
    eq(enrolments.programmeId, programmeId),
    eq(enrolments.status, "completed"),
    version === null ? undefined : eq(enrolments.version, version),
  );
}
