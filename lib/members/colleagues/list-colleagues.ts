import "server-only";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { invitations, members, workspaceMembers } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Colleague } from "@/lib/members/schema";
import type { Role } from "@/lib/workspaces/schema";

/** Who works in this workspace, by name. */
export function listColleagues(ctx: Context): Promise<Colleague[]> {
  return ctx.db
    .select({
      id: members.id,
      email: members.email,
      name: members.name,
      role: workspaceMembers.role,
      since: workspaceMembers.since,
      lastSignInAt: members.lastSignInAt,
    })
    .from(workspaceMembers)
    .innerJoin(members, eq(members.id, workspaceMembers.memberId))
    .where(eq(workspaceMembers.workspaceId, ctx.workspaceId))
    .orderBy(asc(members.name), asc(members.id));
}

export interface OpenInvitation {
  id: string;
  email: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
}

/** Who was asked to join and has not yet, the earliest first. */
export function listInvitations(ctx: Context): Promise<OpenInvitation[]> {
  return ctx.db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspaceId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, new Date()),
      ),
    )
    .orderBy(asc(invitations.createdAt));
}
