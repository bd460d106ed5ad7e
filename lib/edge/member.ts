import "server-only";
import { cache } from "react";
import { getDatabase } from "@/db";
import type { Context } from "@/lib/context";
import { currentMember } from "@/lib/edge/sign-in/session";
import { AppError } from "@/lib/errors";
import { findRole } from "@/lib/members/find-member";
import { businessNow, findInstance } from "@/lib/workspaces/clock/clock";
import { findWorkspaceBySlug } from "@/lib/workspaces/get-workspace";
import { mayAct, type Role, type Workspace } from "@/lib/workspaces/schema";
import { readZone } from "@/lib/zones";

/** What a page, a mutation or a screen's route knows of who asks: the context for verbs and queries, and what they may do. */
export interface MemberContext extends Context {
  workspace: Workspace;
  role: Role;
  member: { id: string; name: string; email: string };
  /** The zone in which this member reads times. */
  zone: string;
  isDemo: boolean;
}

const visitor = { id: "visitor", name: "You", email: "" };

/**
 * Who asks, in the workspace of an address. A workspace that one does not work in is not found, like one that does not exist. A demo or
 * test instance, which only its own machine can reach, needs no sign-in.
 */
export const memberContext = cache(async (workspaceSlug: string): Promise<MemberContext> => {
  const db = await getDatabase();
  const isOpen = await needsNoSignIn();
  const member = isOpen ? null : await currentMember();
  if (!member && !isOpen) throw new AppError("unauthorised", "You are not signed in any more.");
  const workspace = await findWorkspaceBySlug(db, workspaceSlug);
  const role = member && workspace ? await findRole(db, workspace.id, member.id) : null;
  if (!workspace || (member && !role)) throw new AppError("not_found", "There is no such workspace.");
  const { id, name, email } = member ?? visitor;
  return {
    db,
    workspaceId: workspace.id,
    actor: { kind: "member", id },
    now: await businessNow(db),
    workspace,
    role: role ?? "owner",
    member: { id, name, email },
    zone: readZone(member?.timezone) ?? workspace.timezone,
    isDemo: isOpen,
  };
});

/** Refuses who may not do what asks for a role, with a sentence that says who may. */
export function requireRole(role: Role, needed: Role): void {
  if (mayAct(role, needed)) return;
  const who = needed === "owner" ? "Only an owner" : "Only an editor or an owner";
  throw new AppError("forbidden", `${who} of this workspace can do that; you are ${a(role)}.`);
}

/** Whether this instance opens to whoever reaches it: a demo or test one, which listens on its own machine only. */
export async function needsNoSignIn(): Promise<boolean> {
  return ((await findInstance(await getDatabase()))?.mode ?? "live") !== "live";
}

function a(role: Role): string {
  return role === "viewer" ? "a viewer" : `an ${role}`;
}
