import "server-only";
import { and, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { forgetKey } from "@/lib/workspaces/find-key";

/** Shuts a program out for good; doing it twice changes nothing. */
export async function revokeKey(ctx: Context, id: string): Promise<void> {
  const mine = and(eq(apiKeys.id, id), eq(apiKeys.workspaceId, ctx.workspaceId));
  const [row] = await ctx.db.select().from(apiKeys).where(mine);
  if (!row) throw new AppError("not_found", "There is no such key.");
  if (row.revokedAt === null) await ctx.db.update(apiKeys).set({ revokedAt: new Date() }).where(mine);
  forgetKey(row.hash);
}
