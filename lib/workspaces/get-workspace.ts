import "server-only";
import { eq } from "drizzle-orm";
import type { Store } from "@/db";
import { workspaces } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type Workspace, workspaceSettingsSchema } from "@/lib/workspaces/schema";
import { readZone } from "@/lib/zones";

/** The tenant that the caller works for. */
export async function getWorkspace(ctx: Context): Promise<Workspace> {
  const [row] = await ctx.db.select().from(workspaces).where(eq(workspaces.id, ctx.workspaceId));
  if (!row) throw new AppError("not_found", "This workspace does not exist.");
  return toWorkspace(row);
}

/** The tenant of an address; null when there is none of that slug. */
export async function findWorkspaceBySlug(store: Store, slug: string): Promise<Workspace | null> {
  const [row] = await store.select().from(workspaces).where(eq(workspaces.slug, slug));
  return row ? toWorkspace(row) : null;
}

/** A stored tenant with the settings it left out filled in. A stored zone that cannot be computed is read as UTC. */
export function toWorkspace(row: typeof workspaces.$inferSelect): Workspace {
  return {
    ...row,
    timezone: readZone(row.timezone) ?? "UTC",
    settings: workspaceSettingsSchema.parse(row.settings),
  };
}
