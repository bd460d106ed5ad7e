import "server-only";
import { eq } from "drizzle-orm";
import { programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { actorId } from "@/lib/members/actor-names";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { slugSchema } from "@/lib/programmes/definition-schema";
import { lockProgrammeRow, type Programme } from "@/lib/programmes/draft/get-programme";
import { loadSurroundings } from "@/lib/programmes/draft/load-surroundings";
import { problemsOfJson } from "@/lib/programmes/draft/problems-of-json";
import { nameIn, storable } from "@/lib/programmes/draft/storable-draft";

interface Wanted {
  kind: ProgrammeKind;
  slug: string;
  definition: unknown;
  mustBeNew?: boolean;
  /** The revision that it was made from; absent: whatever is there is replaced. */
  basedOn?: number | undefined;
}

/**
 * Creates a programme or replaces its draft, whatever is wrong with it, and says what that is. What runs is untouched until the draft
 * is published. Each save is a revision of its own; one that is based on an older revision is refused.
 */
export async function saveDraft(ctx: Context, wanted: Wanted): Promise<Programme & { created: boolean }> {
  const { kind } = wanted;
  const slug = checkedSlug(wanted.slug);
  const draft = storable(wanted.definition);
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    const made = await tx
      .insert(programmes)
      .values({
        id: newId("prg"),
        workspaceId: ctx.workspaceId,
        kind,
        slug,
        name: slug,
        target: "person",
        status: "draft",
        draft,
        draftRevision: 0,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .onConflictDoNothing({ target: [programmes.workspaceId, programmes.kind, programmes.slug] })
      .returning({ id: programmes.id });
    if (wanted.mustBeNew && made.length === 0)
      throw new AppError("conflict", `There is a ${kind} "${slug}" already.`);
    const before = await lockProgrammeRow(inside, kind, slug);
    if (before.status === "archived")
      throw new AppError("conflict", `This ${kind} is archived: restore it first.`);
    if (wanted.basedOn !== undefined && wanted.basedOn !== before.draftRevision)
      throw new AppError(
        "conflict",
        `This draft was saved since: it stands at revision ${before.draftRevision}, not ${wanted.basedOn}.`,
      );

    const { definition, problems } = problemsOfJson(draft, kind, await loadSurroundings(inside, kind, slug));
    const after = {
      draft,
      ...(before.liveVersion === null && { name: nameIn(draft) ?? before.name }),
      draftRevision: before.draftRevision + 1,
      draftSavedAt: new Date(),
      draftSavedBy: actorId(ctx),
      // Whom a published programme is about is fixed: its enrolments and attributes are theirs.
      target: before.liveVersion === null ? (definition?.target ?? before.target) : before.target,
      updatedAt: ctx.now,
    };
    await tx.update(programmes).set(after).where(eq(programmes.id, before.id));
    const saved = { ...before, ...after };
    await auditProgramme(inside, "programme.saved", saved, { created: made.length > 0 });
    return { ...saved, definition, problems, created: made.length > 0 };
  });
}

function checkedSlug(slug: string): string {
  const checked = slugSchema.safeParse(slug);
  if (checked.success) return checked.data;
  throw new AppError("invalid", checked.error.issues[0]?.message ?? "This slug cannot be used.");
}
