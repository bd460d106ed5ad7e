import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { audit } from "@/lib/workspaces/audit/audit";
import { forgetKey } from "@/lib/workspaces/keys/find-key";

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

/**
 * Inside the transaction that takes rights from a member, under the lock of the workspace's members: their keys go with the rights, those
 * made since somebody looked too, but for the ones kept by id, for which whoever keeps them answers from then on. Answers with the hashes
 * to forget once it is committed.
 */
export async function revokeKeysOf(
  ctx: Context,
  memberId: string,
  keep: readonly string[],
): Promise<string[]> {
  const theirs = await ctx.db
    .select({ id: apiKeys.id, name: apiKeys.name, hash: apiKeys.hash })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.workspaceId, ctx.workspaceId),
        eq(sql`coalesce(${apiKeys.keptBy}, ${apiKeys.madeBy})`, memberId),
        isNull(apiKeys.revokedAt),
      ),
    )
    .orderBy(apiKeys.createdAt, apiKeys.id);
  const keeper = ctx.actor.kind === "member" ? ctx.actor.id : "";
  for (const { id, name } of theirs) {
    const isKept = keep.includes(id);
    await ctx.db
      .update(apiKeys)
      .set(isKept ? { keptBy: keeper } : { revokedAt: new Date() })
      .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, id)));
    await audit(ctx, { what: isKept ? "key.kept" : "key.revoked", subject: { id, name } });
  }
  return theirs.filter(({ id }) => !keep.includes(id)).map(({ hash }) => hash);
}
