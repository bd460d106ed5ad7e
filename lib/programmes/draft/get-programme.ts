import "server-only";
import { and, eq } from "drizzle-orm";
import { programmes } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { loadSurroundings } from "@/lib/programmes/draft/load-surroundings";
import { problemsOfJson } from "@/lib/programmes/draft/problems-of-json";
import type { Definition, Problem } from "@/lib/programmes/schema";

export type ProgrammeRow = typeof programmes.$inferSelect;

export interface Programme extends ProgrammeRow {
  /** The draft as the rules read it; null while its shape is wrong. */
  definition: Definition | null;
  problems: Problem[];
}

/** One programme with its draft and everything that is wrong with it as things stand now. */
export async function getProgramme(ctx: Context, kind: ProgrammeKind, slug: string): Promise<Programme> {
  const row = await getProgrammeRow(ctx, kind, slug);
  return { ...row, ...problemsOfJson(row.draft, kind, await loadSurroundings(ctx, kind, slug)) };
}

/** The row of a programme of this workspace. */
export async function getProgrammeRow(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
): Promise<ProgrammeRow> {
  const [row] = await ctx.db
    .select()
    .from(programmes)
    .where(named(ctx, kind, slug));
  return row ?? missing(kind, slug);
}

/** The same, held until the transaction ends: nobody else changes it, and no sender starts a delivery of it meanwhile. */
export async function lockProgrammeRow(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
): Promise<ProgrammeRow> {
  const [row] = await ctx.db
    .select()
    .from(programmes)
    .where(named(ctx, kind, slug))
    .for("update");
  return row ?? missing(kind, slug);
}

function named(ctx: Context, kind: ProgrammeKind, slug: string) {
  return and(
    eq(programmes.workspaceId, ctx.workspaceId),
    eq(programmes.kind, kind),
    eq(programmes.slug, slug),
  );
}

function missing(kind: ProgrammeKind, slug: string): never {
  throw new AppError("not_found", `There is no ${kind} "${slug}".`);
}
