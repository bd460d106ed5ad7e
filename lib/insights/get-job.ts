import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { deliveries, enrolments, pauses, programmes, programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { JobFigures } from "@/lib/insights/figures";
import { jobFigures } from "@/lib/insights/list-jobs";
import { type Definition, definitionSchema } from "@/lib/programmes/schema";

/** How the rows of one action ended, counted by outcome and reason. */
export interface OutcomeCount {
  actionId: string;
  status: (typeof deliveries.$inferSelect)["status"];
  reason: string | null;
  deliveries: number;
}

export interface Job {
  id: string;
  slug: string;
  name: string;
  status: "draft" | "live" | "paused" | "archived";
  target: "person" | "organisation";
  liveVersion: number | null;
  publishedAt: Date | null;
  pausedAt: Date | null;
  updatedAt: Date;
  /** What new entries get, else the draft; null when the draft is not whole yet. */
  definition: Definition | null;
  figures: JobFigures;
  /** Open passes by the step they stand before; the key "" is for those with all steps behind them. */
  standing: Map<string, number>;
  outcomes: OutcomeCount[];
}

/** One job with what it does and how its customers fare. */
export async function getJob(ctx: Context, slug: string): Promise<Job> {
  const [row] = await ctx.db
    .select()
    .from(programmes)
    .where(
      and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.kind, "job"), eq(programmes.slug, slug)),
    );
  if (!row) throw new AppError("not_found", "There is no such job.");
  const [version, paused, figures, standing, outcomes] = await Promise.all([
    publishedVersion(ctx, row.id, row.liveVersion),
    pausedSince(ctx, row.id),
    jobFigures(ctx, [row.id]),
    standingByStep(ctx, row.id),
    outcomesByAction(ctx, row.id),
  ]);
  const definition = definitionSchema.safeParse(version?.definition ?? row.draft);
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    status: row.status,
    target: row.target,
    liveVersion: row.liveVersion,
    publishedAt: version?.publishedAt ?? null,
    pausedAt: row.status === "paused" ? paused : null,
    updatedAt: row.updatedAt,
    definition: definition.success ? definition.data : null,
    figures: figures.get(row.id) ?? { entered: 0, open: 0, completed: 0, exited: 0 },
    standing,
    outcomes,
  };
}

async function publishedVersion(ctx: Context, programmeId: string, version: number | null) {
  if (version === null) return null;
  const [row] = await ctx.db
    .select({ definition: programmeVersions.definition, publishedAt: programmeVersions.publishedAt })
    .from(programmeVersions)
    .where(
      and(
        eq(programmeVersions.workspaceId, ctx.workspaceId),
        eq(programmeVersions.programmeId, programmeId),
        eq(programmeVersions.version, version),
      ),
    );
  return row ?? null;
}

async function pausedSince(ctx: Context, programmeId: string): Promise<Date | null> {
  const [row] = await ctx.db
    .select({ pausedAt: pauses.pausedAt })
    .from(pauses)
    .where(
      and(
        eq(pauses.workspaceId, ctx.workspaceId),
        eq(pauses.programmeId, programmeId),
        isNull(pauses.resumedAt),
      ),
    )
    .limit(1);
  return row?.pausedAt ?? null;
}

async function standingByStep(ctx: Context, programmeId: string): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ stepId: enrolments.stepId, customers: sql<number>`count(*)` })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.programmeId, programmeId),
        eq(enrolments.status, "open"),
      ),
    )
    .groupBy(enrolments.stepId);
  return new Map(rows.map((row) => [row.stepId ?? "", row.customers]));
}

function outcomesByAction(ctx: Context, programmeId: string): Promise<OutcomeCount[]> {
  return ctx.db
    .select({
      actionId: deliveries.actionId,
      status: deliveries.status,
      reason: deliveries.reason,
      deliveries: sql<number>`count(*)`,
    })
    .from(deliveries)
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), eq(deliveries.programmeId, programmeId)))
    .groupBy(deliveries.actionId, deliveries.status, deliveries.reason);
}
