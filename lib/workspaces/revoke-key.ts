import "server-only";
import { and, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { audit } from "@/lib/workspaces/audit";
import { forgetKey } from "@/lib/workspaces/find-key";

/** Shuts a program out for good; doing it twice changes nothing. */
export async function revokeKey(ctx: Context, id: string): Promise<void> {
  const mine = and(eq(apiKeys.id, id), eq(apiKeys.workspaceId, ctx.workspaceId));
  const [row] = await ctx.db.select().from(apiKeys).where(mine);
  if (!row) throw new AppError("not_found", "There is no such key.");
  if (row.revokedAt === null)
    await ctx.db.transaction(async (tx) => {
      await tx.update(apiKeys).set({ revokedAt: new Date() }).where(mine);
      await audit(within(ctx, tx), { what: "key.revoked", subject: { id, name: row.name } });
    });
  forgetKey(row.hash);
}
