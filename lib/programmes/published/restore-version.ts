import "server-only";
import { and, eq } from "drizzle-orm";
import { programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { actorId } from "@/lib/members/actor-names";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { lockProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { loadSurroundings } from "@/lib/programmes/draft/load-surroundings";
import { withFreshIds } from "@/lib/programmes/edit/fresh-ids";
import { findDefinition } from "@/lib/programmes/published/definitions";

/**
 * Puts what was published as a version into the draft; with the live version that is to discard the draft. What runs is untouched. Refused
 * where the draft was saved since it was looked at. Steps that were removed since come back under new ids.
 */
export async function restoreVersion(
  ctx: Context,
  { kind, slug, version, basedOn }: { kind: ProgrammeKind; slug: string; version: number; basedOn: number },
): Promise<{ revision: number }> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    const row = await lockProgrammeRow(inside, kind, slug);
    if (row.status === "archived")
      throw new AppError("conflict", `This ${kind} is archived: restore it first.`);
    if (row.draftRevision !== basedOn)
      throw new AppError("conflict", "The draft was saved since: look at it again.");
    const definition = await findDefinition(inside, { programmeId: row.id, version });
    if (!definition) throw new AppError("not_found", `There is no version ${version} of this ${kind}.`);
    const { published } = await loadSurroundings(inside, kind, slug);
    const draft = withFreshIds(definition, new Set(published?.removedStepIds));
    const revision = row.draftRevision + 1;
    await tx
      .update(programmes)
      .set({
        draft,
        draftRevision: revision,
        draftSavedAt: new Date(),
        draftSavedBy: actorId(ctx),
        updatedAt: ctx.now,
      })
      .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.id, row.id)));
    await auditProgramme(inside, "programme.version_restored", row, { version });
    return { revision };
  });
}
