import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { auditLog, programmeVersions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { actorId, actorNames } from "@/lib/members/actor-names";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { Author, DraftGone, DraftState } from "@/lib/programmes/draft/draft-answers";
import type { ProgrammeRow } from "@/lib/programmes/draft/get-programme";

/** Where a draft stands, and who saved it and who published last. */
export async function draftState(ctx: Context, row: ProgrammeRow): Promise<DraftState> {
  const publisher = await publisherOf(ctx, row);
  const names = await actorNames(
    ctx,
    [row.draftSavedBy, publisher].flatMap((id) => id ?? []),
  );
  const author = (id: string | null): Author | null =>
    id === null ? null : { name: names.get(id) ?? "Somebody", isYou: id === actorId(ctx) };
  return {
    revision: row.draftRevision,
    savedAt: row.draftSavedAt?.toISOString() ?? null,
    savedBy: author(row.draftSavedBy),
    status: row.status,
    liveVersion: row.liveVersion,
    publishedBy: author(publisher),
  };
}

/** Who took a programme away, and how. */
export async function draftGone(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
  outcome: DraftGone["outcome"],
): Promise<DraftGone> {
  const [last] = await ctx.db
    .select({ kind: auditLog.actorKind, id: auditLog.actorId })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.workspaceId, ctx.workspaceId),
        eq(auditLog.what, `programme.${outcome}`),
        eq(auditLog.subjectId, slug),
        sql`${auditLog.detail} ->> 'kind' = ${kind}`,
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(1);
  if (!last) return { outcome, by: null };
  const id = last.kind === "system" ? "system" : last.id;
  const names = await actorNames(ctx, [id]);
  return { outcome, by: { name: names.get(id) ?? "Somebody", isYou: id === actorId(ctx) } };
}

async function publisherOf(ctx: Context, { id, liveVersion }: ProgrammeRow): Promise<string | null> {
  if (liveVersion === null) return null;
  const [row] = await ctx.db
    .select({ by: programmeVersions.publishedBy })
    .from(programmeVersions)
    .where(
      and(
        eq(programmeVersions.workspaceId, ctx.workspaceId),
        eq(programmeVersions.programmeId, id),
        eq(programmeVersions.version, liveVersion),
      ),
    );
  return row?.by ?? null;
}
