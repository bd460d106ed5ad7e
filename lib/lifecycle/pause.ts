import "server-only";
import { and, eq } from "drizzle-orm";
import { pauses, programmes } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { holdUnsent } from "@/lib/deliveries/lifecycle/hold-unsent";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { lockWorkspaceExclusive } from "@/lib/locks";
import type { ProgrammeKind } from "@/lib/programme-kinds";
import { auditProgramme } from "@/lib/programmes/audit-programme";
import { lockProgrammeRow } from "@/lib/programmes/draft/get-programme";

/**
 * Stops a programme's clock: nobody enters, nobody leaves, nothing is sent, until it resumes. What a sender already has in hand may still
 * leave; the answer says how many that are.
 */
export async function pause(
  ctx: Context,
  kind: ProgrammeKind,
  slug: string,
): Promise<{ held: number; inFlight: number }> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockWorkspaceExclusive(inside);
    const row = await lockProgrammeRow(inside, kind, slug);
    if (row.status === "paused") return holdUnsent(inside, row.id);
    if (row.status !== "live")
      throw new AppError("conflict", `This ${kind} is ${row.status}: only a live one can be paused.`);
    await tx
      .insert(pauses)
      .values({ id: newId("pau"), workspaceId: ctx.workspaceId, programmeId: row.id, pausedAt: ctx.now });
    await tx
      .update(programmes)
      .set({ status: "paused", updatedAt: ctx.now })
      .where(and(eq(programmes.workspaceId, ctx.workspaceId), eq(programmes.id, row.id)));
    await auditProgramme(inside, "programme.paused", row);
    return holdUnsent(inside, row.id);
  });
}
