import "server-only";
import { getDatabase } from "@/db";
import type { Context } from "@/lib/context";
import { businessNow, findInstance } from "@/lib/workspaces/clock/clock";
import { listWorkspaces } from "@/lib/workspaces/list-workspaces";
import type { InstanceMode } from "@/lib/workspaces/schema";

/** Trig itself as the caller, for a workspace, with business time as of now. */
export async function systemContext(workspaceId: string): Promise<Context> {
  const db = await getDatabase();
  return { db, workspaceId, actor: { kind: "system" }, now: await businessNow(db) };
}

/** Every tenant of this instance. */
export async function listWorkspaceIds(): Promise<string[]> {
  return (await listWorkspaces(await getDatabase())).map(({ id }) => id);
}

/** What kind of instance this is. */
export async function instanceMode(): Promise<InstanceMode> {
  return (await findInstance(await getDatabase()))?.mode ?? "live";
}
