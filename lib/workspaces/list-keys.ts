import "server-only";
import { desc, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { KeyKind, Role } from "@/lib/workspaces/schema";

export interface KeyRow {
  id: string;
  kind: KeyKind;
  /** Of an api key: what it may do. */
  role: Role;
  name: string;
  /** Its first characters. */
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** The keys of a workspace, the newest first, revoked ones included; never the keys themselves. */
export function listKeys(ctx: Context): Promise<KeyRow[]> {
  return ctx.db
    .select({
      id: apiKeys.id,
      kind: apiKeys.kind,
      role: apiKeys.role,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .where(eq(apiKeys.workspaceId, ctx.workspaceId))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
}
