import "server-only";
import { and, eq } from "drizzle-orm";
import { draftVisits, programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { lockProgrammeRow } from "@/lib/programmes/draft/get-programme";

/** Takes away a draft that never was live, for good. What was live once can be archived: what it sent and whom it had stays known. */
export async function deleteDraft(ctx: Context, kind: ProgrammeKind, slug: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    const row = await lockProgrammeRow(inside, kind, slug);
    if (row.liveVersion !== null)
      throw new AppError("conflict", `This ${kind} has been live: archive it instead.`);
    const ofIt = and(eq(draftVisits.workspaceId, ctx.workspaceId), eq(draftVisits.programmeId, row.id));
    await tx.delete(draftVisits).where(ofIt);
    const mine = and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.id, row.id));
    await tx.delete(programmes).where(mine);
    await auditProgramme(inside, "programme.deleted", row);
  });
}
