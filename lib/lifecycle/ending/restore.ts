import "server-only";
import { and, eq } from "drizzle-orm";
import { pauses, programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { lockWorkspaceExclusive } from "@/lib/locks";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { ProgrammeStatus } from "@/lib/programme-status";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { lockProgrammeRow } from "@/lib/programmes/draft/get-programme";

/**
 * Brings back what was archived: paused, so that it can be looked at before it runs again; a draft where it never was live. Who was in it
 * has left and stays out, as far as its rule of re-entry says; what was not sent stays unsent.
 */
export async function restore(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
): Promise<{ status: ProgrammeStatus }> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockWorkspaceExclusive(inside);
    const row = await lockProgrammeRow(inside, kind, slug);
    if (row.status !== "archived")
      throw new AppError("conflict", `This ${kind} is ${row.status}: only an archived one can be restored.`);
    const status = row.liveVersion === null ? "draft" : "paused";
    if (status === "paused")
      await tx
        .insert(pauses)
        .values({ id: newId("pau"), workspaceId: ctx.workspaceId, programmeId: row.id, pausedAt: ctx.now });
    await tx
      .update(programmes)
      .set({ status, updatedAt: ctx.now })
      .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.id, row.id)));
    await auditProgramme(inside, "programme.restored", row);
    return { status };
  });
}
