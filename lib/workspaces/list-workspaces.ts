import "server-only";
import type { Db } from "@/db";
import { workspaces } from "@/db/schema";
import { toWorkspace } from "@/lib/workspaces/get-workspace";
import type { Workspace } from "@/lib/workspaces/schema";

/** Every tenant of this instance, the oldest first: what sweeps walk over. */
export async function listWorkspaces(db: Db): Promise<Workspace[]> {
  const rows = await db.select().from(workspaces).orderBy(workspaces.createdAt, workspaces.id);
  return rows.map(toWorkspace);
}
