import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { invitations, members, workspaceMembers } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { lockMembers } from "@/lib/locks";
import { requireOwner } from "@/lib/members/require-owner";
import { roleSchema } from "@/lib/members/schema";
import { audit } from "@/lib/workspaces/audit";
import type { Role } from "@/lib/workspaces/schema";

const LAST_OWNER = "A workspace needs an owner: make somebody else one first.";

/** Lets a colleague do more or less; the last owner stays one. */
export async function changeRole(ctx: Context, memberId: string, wanted: unknown): Promise<{ name: string }> {
  const role = roleSchema.parse(wanted);
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockMembers(inside);
    await requireOwner(inside);
    const colleague = await getColleague(inside, memberId);
    if (colleague.role === role) return colleague;
    if (colleague.role === "owner") {
      await keepAnOwner(inside, memberId);
      await revokeInvitationsOf(inside, memberId);
    }
    await tx.update(workspaceMembers).set({ role }).where(one(inside, memberId));
    await audit(inside, {
      what: "member.role_changed",
      subject: { id: memberId, name: colleague.name },
      detail: { old: colleague.role, new: role },
    });
    return colleague;
  });
}

/** Ends a colleague's work in this workspace, from their next click on; the last owner stays. */
export async function removeColleague(ctx: Context, memberId: string): Promise<{ name: string }> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockMembers(inside);
    await requireOwner(inside);
    const colleague = await getColleague(inside, memberId);
    if (colleague.role === "owner") await keepAnOwner(inside, memberId);
    await revokeInvitationsOf(inside, memberId);
    await tx.delete(workspaceMembers).where(one(inside, memberId));
    await audit(inside, { what: "member.removed", subject: { id: memberId, name: colleague.name } });
    return colleague;
  });
}

/** Whoever may not invite any more has not left a way in behind. */
async function revokeInvitationsOf(ctx: Context, memberId: string): Promise<void> {
  await ctx.db
    .update(invitations)
    .set({ revokedAt: new Date() })
    .where(
      and(
        eq(invitations.workspaceId, ctx.workspaceId),
        eq(invitations.invitedBy, memberId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    );
}

async function keepAnOwner(ctx: Context, memberId: string): Promise<void> {
  const owners = await ctx.db
    .select({ id: workspaceMembers.memberId })
    .from(workspaceMembers)
    .where(and(eq(workspaceMembers.workspaceId, ctx.workspaceId), eq(workspaceMembers.role, "owner")));
  if (!owners.some(({ id }) => id !== memberId)) throw new AppError("conflict", LAST_OWNER);
}

async function getColleague(ctx: Context, memberId: string): Promise<{ name: string; role: Role }> {
  const [row] = await ctx.db
    .select({ name: members.name, role: workspaceMembers.role })
    .from(workspaceMembers)
    .innerJoin(members, eq(members.id, workspaceMembers.memberId))
    .where(one(ctx, memberId));
  if (!row) throw new AppError("not_found", "There is no such member here.");
  return row;
}

function one(ctx: Context, memberId: string) {
  return and(eq(workspaceMembers.workspaceId, ctx.workspaceId), eq(workspaceMembers.memberId, memberId));
}
