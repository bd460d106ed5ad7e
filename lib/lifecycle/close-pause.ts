import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { pauses } from "@/db/schema";
import type { Context } from "@/lib/context";

/** Ends the time during which a programme stands still, if it does. */
export async function closePause(ctx: Context, programmeId: string): Promise<void> {
  await ctx.db
    .update(pauses)
    .set({ resumedAt: ctx.now })
    .where(
      and(
        eq(pauses.workspaceId, ctx.workspaceId),
        eq(pauses.programmeId, programmeId),
        isNull(pauses.resumedAt),
      ),
    );
}
