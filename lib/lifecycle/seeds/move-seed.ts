import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** Moves a locked walk on by a batch. */
export async function moveSeed(
  ctx: Context,
  seedId: string,
  batch: { cursor: string; looked: number; entered: number; isFinished: boolean },
): Promise<void> {
  const finishedAt = batch.isFinished ? ctx.now.toISOString() : null;
  await ctx.db.execute(sql`
    update seeds set cursor = ${batch.cursor}, looked = looked + ${batch.looked}, entered = entered + ${batch.entered},
      finished_at = ${finishedAt}::timestamptz
    where workspace_id = ${ctx.workspaceId} and id = ${seedId}`);
}
