import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { getDatabase } from "@/db";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { businessNow } from "@/lib/workspaces/clock";
import { findWorkspaceBySlug } from "@/lib/workspaces/get-workspace";
import { listWorkspaces } from "@/lib/workspaces/list-workspaces";
import type { Workspace } from "@/lib/workspaces/schema";

/** What a page knows of its visitor: the context for verbs and queries, and the workspace it shows. */
export interface PageContext extends Context {
  workspace: Workspace;
}

/** Whoever reaches the machine may look: until sign-in comes, the app answers on loopback only. */
export const pageContext = cache(async (workspaceSlug: string): Promise<PageContext> => {
  const db = await getDatabase();
  const workspace = await findWorkspaceBySlug(db, workspaceSlug);
  if (!workspace) notFound();
  return {
    db,
    workspaceId: workspace.id,
    actor: { kind: "member", id: "loopback" },
    now: await businessNow(db),
    workspace,
  };
});

/** The workspace that the front door opens on: the oldest one; null in an empty database. */
export async function firstWorkspaceSlug(): Promise<string | null> {
  const [first] = await listWorkspaces(await getDatabase());
  return first?.slug ?? null;
}

/** A page about something that does not exist says so, instead of failing. */
export async function orNotFound<Row>(looking: Promise<Row>): Promise<Row> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
