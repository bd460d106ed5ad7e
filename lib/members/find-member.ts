import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Db } from "@/db";
import { members, workspaceMembers, workspaces } from "@/db/schema";
import type { Member } from "@/lib/members/schema";
import type { Role } from "@/lib/workspaces/schema";

const columns = {
  id: members.id,
  email: members.email,
  name: members.name,
  timezone: members.timezone,
  tokenVersion: members.tokenVersion,
};

/** The member of an id; null when they are gone. */
export async function findMember(db: Db, id: string): Promise<Member | null> {
  const [row] = await db.select(columns).from(members).where(eq(members.id, id));
  return row ?? null;
}

/** The member who signs in with this address, with what is kept of their password. */
export async function findMemberByEmail(
  db: Db,
  email: string,
): Promise<(Member & { passwordHash: string | null }) | null> {
  const [row] = await db
    .select({ ...columns, passwordHash: members.passwordHash })
    .from(members)
    .where(eq(members.email, email));
  return row ?? null;
}

/** What a member may do in a workspace; null when they do not work there. */
export async function findRole(db: Db, workspaceId: string, memberId: string): Promise<Role | null> {
  const [row] = await db
    .select({ role: workspaceMembers.role })
    .from(workspaceMembers)
    .where(and(eq(workspaceMembers.workspaceId, workspaceId), eq(workspaceMembers.memberId, memberId)));
  return row?.role ?? null;
}

/** The workspaces a member works in, by name. */
export function listWorkspacesOf(
  db: Db,
  memberId: string,
): Promise<{ id: string; slug: string; name: string; role: Role }[]> {
  return db
    .select({ id: workspaces.id, slug: workspaces.slug, name: workspaces.name, role: workspaceMembers.role })
    .from(workspaceMembers)
    .innerJoin(workspaces, eq(workspaces.id, workspaceMembers.workspaceId))
    .where(eq(workspaceMembers.memberId, memberId))
    .orderBy(asc(workspaces.name), asc(workspaces.id));
}

/** Whether anybody owns this instance: before that it can be claimed with the set-up token. */
export async function hasOwner(db: Db): Promise<boolean> {
  const [row] = await db.select({ id: members.id }).from(members).limit(1);
  return row !== undefined;
}
