import "server-only";
import { and, eq, gt, ne, sql } from "drizzle-orm";
import { draftVisits, members } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { actorId } from "@/lib/members/actor-names";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { Visitor, WatchAnswer } from "@/lib/programmes/draft/draft-answers";
import { draftGone, draftState } from "@/lib/programmes/draft/draft-state";
import { getProgrammeRow, type ProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";

/** Whoever has not been heard of for so long is not there any more. */
const THERE_MS = 45_000;
const LONGEST_PLACE = 200;

/** How a draft stands that somebody has open at a revision, and who else has; what was saved since comes with it. */
export async function watchDraft(
  ctx: Context,
  { kind, slug, known }: { kind: ProgrammeKind; slug: string; known: number },
): Promise<WatchAnswer> {
  const row = await find(ctx, kind, slug);
  if (!row) return draftGone(ctx, kind, slug, "deleted");
  if (row.status === "archived") return draftGone(ctx, kind, slug, "archived");
  const isNews = row.draftRevision > known;
  return {
    outcome: "open",
    ...(await draftState(ctx, row)),
    visitors: await listVisitors(ctx, row.id),
    news: isNews ? { definition: parseDefinition(row.draft, kind).definition, json: row.draft } : null,
  };
}

/** Notes that a member has a draft open, and what they have selected in it; null: they have left. */
export async function visitDraft(
  ctx: Context,
  { kind, slug, selected }: { kind: ProgrammeKind; slug: string; selected: string | null },
): Promise<void> {
  const row = await find(ctx, kind, slug);
  if (!row) return;
  const memberId = actorId(ctx);
  if (selected === null) {
    await ctx.db
      .delete(draftVisits)
      .where(
        and(
          eq(draftVisits.workspaceId, ctx.workspaceId),
          eq(draftVisits.programmeId, row.id),
          eq(draftVisits.memberId, memberId),
        ),
      );
    return;
  }
  const seen = { selected: selected.slice(0, LONGEST_PLACE), seenAt: new Date() };
  await ctx.db
    .insert(draftVisits)
    .values({ workspaceId: ctx.workspaceId, programmeId: row.id, memberId, ...seen })
    .onConflictDoUpdate({ target: [draftVisits.programmeId, draftVisits.memberId], set: seen });
}

async function listVisitors(ctx: Context, programmeId: string): Promise<Visitor[]> {
  const rows = await ctx.db
    .select({ name: members.name, selected: draftVisits.selected })
    .from(draftVisits)
    .innerJoin(members, eq(members.id, draftVisits.memberId))
    .where(
      and(
        eq(draftVisits.workspaceId, ctx.workspaceId),
        eq(draftVisits.programmeId, programmeId),
        ne(draftVisits.memberId, actorId(ctx)),
        gt(draftVisits.seenAt, sql`now() - make_interval(secs => ${THERE_MS / 1000})`),
      ),
    )
    .orderBy(members.name);
  return rows.map(({ name, selected }) => ({ name, selected: selected || null }));
}

async function find(ctx: Context, kind: ProgrammeKind, slug: string): Promise<ProgrammeRow | null> {
  try {
    return await getProgrammeRow(ctx, kind, slug);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
