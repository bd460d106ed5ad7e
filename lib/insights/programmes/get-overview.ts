import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { pauses, programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Entity } from "@/lib/profiles/schema";
import type { NamedProgramme, ProgrammeRef } from "@/lib/programme-kinds";
import type { ProgrammeStatus } from "@/lib/programme-status";
import { getProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { findDefinition } from "@/lib/programmes/published/definitions";
import type { Definition } from "@/lib/programmes/schema";

/** A version that was published. */
export interface PublishedVersion {
  version: number;
  publishedAt: Date;
}

export interface ProgrammeOverview extends NamedProgramme {
  id: string;
  status: ProgrammeStatus;
  target: Entity;
  liveVersion: number | null;
  pausedAt: Date | null;
  draft: unknown;
  /** The latest first. */
  versions: PublishedVersion[];
}

/** One programme: where it stands in its life, and what was published of it when. */
export async function getOverview(ctx: Context, { kind, slug }: ProgrammeRef): Promise<ProgrammeOverview> {
  const { id, name, status, target, liveVersion, draft } = await getProgrammeRow(ctx, kind, slug);
  const [versions, pausedAt] = await Promise.all([
    listVersions(ctx, id),
    status === "paused" ? pausedSince(ctx, id) : null,
  ]);
  return { id, kind, slug, name, status, target, liveVersion, draft, versions, pausedAt };
}

/** What a programme does: as this version, else as new entries get it, else as its draft has it; null while the draft is not whole. */
export async function definitionShown(
  ctx: Context,
  programme: ProgrammeOverview,
  version: number | null,
): Promise<Definition | null> {
  const wanted = version ?? programme.liveVersion;
  if (wanted === null) return parseDefinition(programme.draft, programme.kind).definition;
  return findDefinition(ctx, { programmeId: programme.id, version: wanted });
}

function listVersions(ctx: Context, programmeId: string): Promise<PublishedVersion[]> {
  return ctx.db
    .select({ version: programmeVersions.version, publishedAt: programmeVersions.publishedAt })
    .from(programmeVersions)
    .where(
      and(eq(programmeVersions.workspaceId, ctx.workspaceId), eq(programmeVersions.programmeId, programmeId)),
    )
    .orderBy(desc(programmeVersions.version));
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
