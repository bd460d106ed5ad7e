import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { apiKeys, integrations, rejectedEvents } from "@/db/schema";
import type { Context } from "@/lib/context";

/** Something that arrived and was not accepted, and why. */
export interface Refused {
  id: string;
  receivedAt: Date;
  /** The key or connection it came by, as people call it. */
  source: string;
  field: string;
  sentence: string;
  excerpt: string;
}

const MOST = 20;

/** What was refused last: whoever connects a tool sees what is wrong with what it sends. */
export async function listRefused(ctx: Context, limit = MOST): Promise<Refused[]> {
  const { id, receivedAt, source, field, sentence, excerpt } = rejectedEvents;
  return ctx.db
    .select({
      id,
      receivedAt,
      source: sql<string>`coalesce(${apiKeys.name}, ${integrations.kind} || ' ' || ${integrations.name}, ${source})`,
      field,
      sentence,
      excerpt,
    })
    .from(rejectedEvents)
    .leftJoin(apiKeys, and(eq(apiKeys.id, source), eq(apiKeys.workspaceId, ctx.workspaceId)))
    .leftJoin(integrations, and(eq(integrations.id, source), eq(integrations.workspaceId, ctx.workspaceId)))
    .where(eq(rejectedEvents.workspaceId, ctx.workspaceId))
    .orderBy(desc(receivedAt), desc(id))
    .limit(limit);
}
