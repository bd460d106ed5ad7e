import "server-only";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Db } from "@/db";
import { invitations, workspaceMembers, workspaces } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { lockMembers } from "@/lib/locks";
import { createMember } from "@/lib/members/create-member";
import { findMemberByEmail } from "@/lib/members/find-member";
import type { Visit } from "@/lib/members/schema";
import { linkHash } from "@/lib/members/sign-in/links";
import { provePassword } from "@/lib/members/sign-in/prove-password";
import { audit } from "@/lib/workspaces/audit/audit";
import type { Role } from "@/lib/workspaces/schema";

export interface FoundInvitation {
  id: string;
  workspaceId: string;
  email: string;
  role: Role;
  workspace: { slug: string; name: string };
  /** Whoever is asked has an account already and joins with its password. */
  isMember: boolean;
}

/** What a link invites to; null when it is unknown, used, taken back or too old. */
export async function findInvitation(db: Db, token: string): Promise<FoundInvitation | null> {
  const [row] = await db
    .select({
      id: invitations.id,
      workspaceId: invitations.workspaceId,
      email: invitations.email,
      role: invitations.role,
      slug: workspaces.slug,
      name: workspaces.name,
    })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .where(stillOpen(token));
  if (!row) return null;
  const { slug, name, ...rest } = row;
  return {
    ...rest,
    workspace: { slug, name },
    isMember: (await findMemberByEmail(db, row.email)) !== null,
  };
}

/**
 * Joins a workspace by a link, once. Somebody new gets an account under the invited address; somebody known proves to be themselves with
 * their password, so that a link that went astray opens no account.
 */
export async function acceptInvitation(
  db: Db,
  token: string,
  {
    name,
    password,
    from,
    device = null,
  }: { name: unknown; password: unknown; from: string; device?: string | null },
): Promise<{ email: string; workspaceSlug: string }> {
  const found = await findInvitation(db, token);
  if (!found)
    throw new AppError("not_found", "This invitation was used, taken back or is too old: ask for a new one.");
  if (found.isMember) await prove(db, found.email, password, { from, device });
  return db.transaction(async (tx) => {
    await lockMembers({ db: tx, workspaceId: found.workspaceId });
    const used = await tx
      .update(invitations)
      .set({ acceptedAt: new Date() })
      .where(stillOpen(token))
      .returning({ id: invitations.id });
    if (used.length === 0) throw new AppError("conflict", "This invitation was used just now.");
    const known = await findMemberByEmail(tx, found.email);
    const memberId = known?.id ?? (await createMember(tx, { email: found.email, name, password }));
    await tx
      .insert(workspaceMembers)
      .values({ workspaceId: found.workspaceId, memberId, role: found.role, since: new Date() })
      .onConflictDoNothing();
    const ctx: Context = {
      db: tx,
      workspaceId: found.workspaceId,
      actor: { kind: "member", id: memberId },
      now: new Date(),
    };
    await audit(ctx, { what: "member.joined", subject: { id: memberId, name: found.role } });
    return { email: found.email, workspaceSlug: found.workspace.slug };
  });
}

async function prove(
  db: Db,
  email: string,
  password: unknown,
  visit: Pick<Visit, "from" | "device">,
): Promise<void> {
  const found = await findMemberByEmail(db, email);
  if (!(await provePassword(db, { email, found, password, visit })))
    throw new AppError("forbidden", "That is not the password of your account.");
}

function stillOpen(token: string) {
  return and(
    eq(invitations.tokenHash, linkHash(token)),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, new Date()),
  );
}
