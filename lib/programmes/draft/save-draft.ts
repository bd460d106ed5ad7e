import "server-only";
import { eq } from "drizzle-orm";
import { programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { findUnstorable } from "@/lib/events/find-unstorable";
import { newId } from "@/lib/ids";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { slugSchema } from "@/lib/programmes/definition-schema";
import { lockProgrammeRow, type Programme } from "@/lib/programmes/draft/get-programme";
import { loadSurroundings } from "@/lib/programmes/draft/load-surroundings";
import { problemsOfJson } from "@/lib/programmes/draft/problems-of-json";
import { sizeProblems } from "@/lib/programmes/draft/size-problems";

const LONGEST_JSON = 512 * 1024;

/**
 * Creates a programme or replaces its draft, whatever is wrong with it, and says what that is. What runs is untouched until the draft
 * is published.
 */
export async function saveDraft(
  ctx: Context,
  wanted: { kind: ProgrammeKind; slug: string; definition: unknown; mustBeNew?: boolean },
): Promise<Programme & { created: boolean }> {
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
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .onConflictDoNothing({ target: [programmes.workspaceId, programmes.kind, programmes.slug] })
      .returning({ id: programmes.id });
    if (wanted.mustBeNew && made.length === 0)
      throw new AppError("conflict", `There is a ${kind} "${slug}" already.`);
    const before = await lockProgrammeRow(inside, kind, slug);
    if (before.status === "archived")
      throw new AppError("conflict", `This ${kind} is archived; make a new one.`);

    const { definition, problems } = problemsOfJson(draft, kind, await loadSurroundings(inside, kind, slug));
    const after = {
      draft,
      name: textOf(draft.name) ?? before.name,
      // Whom a published programme is about is fixed: its enrolments and attributes are theirs.
      target: before.liveVersion === null ? (definition?.target ?? before.target) : before.target,
      updatedAt: ctx.now,
    };
    await tx.update(programmes).set(after).where(eq(programmes.id, before.id));
    const named = { kind, slug, name: after.name };
    await auditProgramme(inside, "programme.saved", named, { created: made.length > 0 });
    return { ...before, ...after, definition, problems, created: made.length > 0 };
  });
}

function checkedSlug(slug: string): string {
  const checked = slugSchema.safeParse(slug);
  if (checked.success) return checked.data;
  throw new AppError("invalid", checked.error.issues[0]?.message ?? "This slug cannot be used.");
}

function storable(definition: unknown): Record<string, unknown> {
  if (typeof definition !== "object" || definition === null || Array.isArray(definition)) {
    throw new AppError("invalid", "A definition is a JSON object.");
  }
  if (JSON.stringify(definition).length > LONGEST_JSON)
    throw new AppError("too_large", "A definition may have 512 KB.");
  const bad = findUnstorable(definition, true);
  if (bad) {
    throw new AppError("invalid", "The definition holds something that cannot be stored.", [
      { path: bad.field, message: bad.sentence },
    ]);
  }
  const tooLarge = sizeProblems(definition);
  if (tooLarge[0]) throw new AppError("too_large", tooLarge[0].message, tooLarge);
  return { ...definition };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.slice(0, 120) : null;
}
