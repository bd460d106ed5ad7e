import "server-only";
import { and, asc, desc, eq, ilike, inArray, sql } from "drizzle-orm";
import { enrolments, programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import { prefixPattern } from "@/lib/insights/prefix-pattern";
import { type JobChoice, sortJobs } from "@/lib/insights/programmes/job-choice";
import type { Entity } from "@/lib/profiles/schema";
import type { ProgrammeStatus } from "@/lib/programme-status";
import type { JobFigures } from "@/lib/words/figures";

export interface JobRow {
  id: string;
  slug: string;
  name: string;
  target: Entity;
  status: ProgrammeStatus;
  updatedAt: Date;
  figures: JobFigures;
}

const EMPTY: JobFigures = { entered: 0, open: 0, completed: 0, exited: 0 };

/**
 * The jobs of a workspace with their figures, those that were asked for. Without an order of its own: live ones first, then paused, drafts,
 * archived; the latest changed first.
 */
export async function listJobs(ctx: Context, choice: JobChoice = {}): Promise<JobRow[]> {
  const { status, target, search } = choice;
  const rows = await ctx.db
    .select({
      id: programmes.id,
      slug: programmes.slug,
      name: programmes.name,
      target: programmes.target,
      status: programmes.status,
      updatedAt: programmes.updatedAt,
    })
    .from(programmes)
    .where(
      and(
        eq(programmes.workspaceId, ctx.workspaceId),
        eq(programmes.kind, "job"),
        status && eq(programmes.status, status),
        target && eq(programmes.target, target),
        search ? ilike(programmes.name, `%${prefixPattern(search)}`) : undefined,
      ),
    )
    .orderBy(
      sql`case ${programmes.status} when 'live' then 0 when 'paused' then 1 when 'draft' then 2 else 3 end`,
      desc(programmes.updatedAt),
      asc(programmes.id),
    );
  const figures = await jobFigures(
    ctx,
    rows.map((row) => row.id),
  );
  return sortJobs(
    rows.map((row) => ({ ...row, figures: figures.get(row.id) ?? EMPTY })),
    choice,
  );
}

/** How many jobs of a workspace stand where in their life. */
export async function countJobs(ctx: Context): Promise<Map<ProgrammeStatus, number>> {
  const rows = await ctx.db
    .select({ status: programmes.status, jobs: sql<number>`count(*)` })
    .from(programmes)
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.kind, "job")))
    .groupBy(programmes.status);
  return new Map(rows.map(({ status, jobs }) => [status, jobs]));
}

async function jobFigures(ctx: Context, programmeIds: readonly string[]): Promise<Map<string, JobFigures>> {
  const figures = new Map<string, JobFigures>();
  if (programmeIds.length === 0) return figures;
  const rows = await ctx.db
    .select({
      programmeId: enrolments.programmeId,
      status: enrolments.status,
      customers: sql<number>`count(*)`,
    })
    .from(enrolments)
    .where(
      and(eq(enrolments.workspaceId, ctx.workspaceId), inArray(enrolments.programmeId, [...programmeIds])),
    )
    .groupBy(enrolments.programmeId, enrolments.status);
  for (const row of rows) {
    const job = figures.get(row.programmeId) ?? { ...EMPTY };
    job[row.status] += row.customers;
    job.entered += row.customers;
    figures.set(row.programmeId, job);
  }
  return figures;
}

/** The jobs of a workspace by name, for choosing one. */
export function listJobNames(ctx: Context): Promise<{ slug: string; name: string }[]> {
  return ctx.db
    .select({ slug: programmes.slug, name: programmes.name })
    .from(programmes)
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.kind, "job")))
    .orderBy(asc(programmes.name));
}
