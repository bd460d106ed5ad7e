import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { enrolments } from "@/db/schema";
import type { Context } from "@/lib/context";

/** Wakes the passes of a programme that a pause has held: they are looked at now. */
export async function wakeHeld(ctx: Context, programmeId: string): Promise<void> {
  await ctx.db
    .update(enrolments)
    .set({ wakeAt: ctx.now })
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(enrolments.programmeId, programmeId),
        eq(enrolments.status, "open"),
        isNull(enrolments.wakeAt),
      ),
    );
}
