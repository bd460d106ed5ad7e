import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import { programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { actorId } from "@/lib/members/actor-names";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditSpell } from "@/lib/programmes/audit-spell";
import type { SaveAnswer } from "@/lib/programmes/draft/draft-answers";
import { draftGone, draftState } from "@/lib/programmes/draft/draft-state";
import type { ProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { loadSurroundings } from "@/lib/programmes/draft/load-surroundings";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { problemsOfJson } from "@/lib/programmes/draft/problems-of-json";
import { nameIn, storable } from "@/lib/programmes/draft/storable-draft";

interface Wanted {
  kind: ProgrammeKind;
  slug: string;
  basedOn: number;
  definition: unknown;
}

/**
 * Saves what an editor holds, if nobody has saved since what it is based on: nothing is ever overwritten unseen. It makes no version, and
 * an editing spell is one entry of the activity. Saving the same again, as after an answer that got lost, changes nothing.
 */
export async function autosaveDraft(ctx: Context, wanted: Wanted): Promise<SaveAnswer> {
  const { kind, slug, basedOn } = wanted;
  const draft = storable(wanted.definition);
  // The row is held as short as can be: senders look at it before each message.
  const { row, isKept } = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    const found = await lock(inside, kind, slug);
    if (!found || found.status === "archived") return { row: found, isKept: false };
    const isSame = isDeepStrictEqual(found.draft, draft);
    if (isSame || found.draftRevision !== basedOn) return { row: found, isKept: isSame };
    return { row: await keep(inside, found, draft), isKept: true };
  });
  if (!row) return draftGone(ctx, kind, slug, "deleted");
  if (row.status === "archived") return draftGone(ctx, kind, slug, "archived");
  const state = await draftState(ctx, row);
  if (!isKept)
    return {
      outcome: "stale",
      ...state,
      definition: parseDefinition(row.draft, kind).definition,
      json: row.draft,
    };
  const { problems } = problemsOfJson(row.draft, kind, await loadSurroundings(ctx, kind, slug));
  return { outcome: "saved", ...state, problems };
}

async function lock(ctx: Context, kind: ProgrammeKind, slug: string): Promise<ProgrammeRow | null> {
  const [row] = await ctx.db
    .select()
    .from(programmes)
    .where(
      and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.kind, kind), eq(programmes.slug, slug)),
    )
    .for("no key update");
  return row ?? null;
}

async function keep(
  ctx: Context,
  before: ProgrammeRow,
  draft: Record<string, unknown>,
): Promise<ProgrammeRow> {
  const { definition } = parseDefinition(draft, before.kind);
  const isNew = before.liveVersion === null;
  const after = {
    draft,
    draftRevision: before.draftRevision + 1,
    draftSavedAt: new Date(),
    draftSavedBy: actorId(ctx),
    updatedAt: ctx.now,
    // Whom a published programme is about, and what it is called, is said by its version.
    ...(isNew && { name: nameIn(draft) ?? before.name, target: definition?.target ?? before.target }),
  };
  await ctx.db
    .update(programmes)
    .set(after)
    .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.id, before.id)));
  const saved = { ...before, ...after };
  await auditSpell(ctx, saved);
  return saved;
}
