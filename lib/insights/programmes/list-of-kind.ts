import "server-only";
import { and, asc, desc, eq, ilike, inArray, sql } from "drizzle-orm";
import { enrolments, programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import { prefixPattern } from "@/lib/insights/prefix-pattern";
import { type ProgrammeChoice, sortProgrammes } from "@/lib/insights/programmes/programme-choice";
import type { Entity } from "@/lib/profiles/schema";
import type { NamedProgramme, ProgrammeKind } from "@/lib/programme-kinds";
import type { ProgrammeStatus } from "@/lib/programme-status";
import type { ProgrammeFigures } from "@/lib/words/figures";

export interface ListedProgramme extends NamedProgramme {
  id: string;
  target: Entity;
  status: ProgrammeStatus;
  updatedAt: Date;
  figures: ProgrammeFigures;
}

const EMPTY: ProgrammeFigures = { entered: 0, open: 0, completed: 0, exited: 0 };

/**
 * The programmes of a kind with their figures, those that were asked for. Without an order of its own: live ones first, then paused, drafts,
 * archived; the latest changed first.
 */
export async function listOfKind(
  ctx: Context,
  kind: ProgrammeKind,
  choice: ProgrammeChoice = {},
): Promise<ListedProgramme[]> {
  const { status, target, search } = choice;
  const rows = await ctx.db
    .select({
      id: programmes.id,
      kind: programmes.kind,
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
        eq(programmes.kind, kind),
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
  const figures = await figuresOf(
    ctx,
    rows.map((row) => row.id),
  );
  return sortProgrammes(
    rows.map((row) => ({ ...row, figures: figures.get(row.id) ?? EMPTY })),
    choice,
  );
}

/** How many programmes of a kind stand where in their life. */
export async function countByStatus(
  ctx: Context,
  kind: ProgrammeKind,
): Promise<Map<ProgrammeStatus, number>> {
  const rows = await ctx.db
    .select({ status: programmes.status, found: sql<number>`count(*)` })
    .from(programmes)
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.kind, kind)))
    .groupBy(programmes.status);
  return new Map(rows.map(({ status, found }) => [status, found]));
}

async function figuresOf(
  ctx: Context,
  programmeIds: readonly string[],
): Promise<Map<string, ProgrammeFigures>> {
  const figures = new Map<string, ProgrammeFigures>();
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
    const known = figures.get(row.programmeId) ?? { ...EMPTY };
    known[row.status] += row.customers;
    known.entered += row.customers;
    figures.set(row.programmeId, known);
  }
  return figures;
}

/** The programmes of a kind by name, for choosing one. */
export async function listNames<Kind extends ProgrammeKind>(
  ctx: Context,
  kind: Kind,
): Promise<NamedProgramme<Kind>[]> {
  const rows = await ctx.db
    .select({ slug: programmes.slug, name: programmes.name })
    .from(programmes)
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.kind, kind)))
    .orderBy(asc(programmes.name));
  return rows.map((row) => ({ kind, ...row }));
}
