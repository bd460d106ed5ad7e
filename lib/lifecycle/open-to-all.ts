import "server-only";
import { and, eq } from "drizzle-orm";
import { programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { countMatching } from "@/lib/lifecycle/count-matching";
import { plantSeed } from "@/lib/lifecycle/seeds/plant-seed";
import { lockWorkspaceExclusive } from "@/lib/locks";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { lockProgrammeRow } from "@/lib/programmes/draft/get-programme";
import { liveDefinition } from "@/lib/programmes/published/live-definition";

/** Opens a programme that went live for the first so many to everybody who matches. */
export async function openToAll(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
): Promise<{ seedId: string | null; matchesNow: number | null }> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockWorkspaceExclusive(inside);
    const row = await lockProgrammeRow(inside, kind, slug);
    if (row.status !== "live")
      throw new AppError("conflict", `This ${kind} is ${row.status}: only a live one can be opened.`);
    const definition = await liveDefinition(inside, row);
    const matchesNow = await countMatching(inside, row.id, definition, "everyone");
    // It is open to all already: nobody enters on account of this.
    if (row.entriesLeft === null) return { seedId: null, matchesNow: 0 };
    await tx
      .update(programmes)
      .set({ entriesLeft: null, updatedAt: ctx.now })
      .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.id, row.id)));
    await auditProgramme(inside, "programme.opened", row);
    return { seedId: await plantSeed(inside, row.id, "everyone"), matchesNow };
  });
}
