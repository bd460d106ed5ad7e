import "server-only";
import { and, eq } from "drizzle-orm";
import { apiKeys, integrations } from "@/db/schema";
import type { Context } from "@/lib/context";

/** What the door is called that an event came through: the name of a key or of a connection; one that is gone is named by its id. */
export async function sourceName(ctx: Context, source: string): Promise<string> {
  const [key] = await ctx.db
    .select({ name: apiKeys.name })
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, ctx.workspaceId), eq(apiKeys.id, source)));
  if (key) return `the key “${key.name}”`;
  const [integration] = await ctx.db
    .select({ name: integrations.name })
    .from(integrations)
    .where(and(eq(integrations.workspaceId, ctx.workspaceId), eq(integrations.id, source)));
  return integration ? `the connection “${integration.name}”` : source;
}
