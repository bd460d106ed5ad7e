import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { invitations, members, workspaceMembers } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { lockMembers } from "@/lib/locks";
import { requireOwner } from "@/lib/members/colleagues/require-owner";
import { roleSchema } from "@/lib/members/schema";
import { audit } from "@/lib/workspaces/audit/audit";
import { forgetKey } from "@/lib/workspaces/keys/find-key";
import { revokeKeysOf } from "@/lib/workspaces/keys/revoke-key";
import { mayAct, type Role } from "@/lib/workspaces/schema";

const LAST_OWNER = "A workspace needs an owner: make somebody else one first.";

/** Lets a colleague do more or less; the last owner stays one. Who may do less loses their keys, but for those kept by id. */
export async function changeRole(
  ctx: Context,
  memberId: string,
  wanted: unknown,
  keep: readonly string[] = [],
): Promise<{ name: string }> {
  const role = roleSchema.parse(wanted);
  return underLock(ctx, async (inside) => {
    const colleague = await getColleague(inside, memberId);
    if (colleague.role === role) return { name: colleague.name, revoked: [] };
    if (colleague.role === "owner") {
      await keepAnOwner(inside, memberId);
      await revokeInvitationsOf(inside, memberId);
    }
    const revoked = mayAct(role, colleague.role) ? [] : await revokeKeysOf(inside, memberId, keep);
    await inside.db.update(workspaceMembers).set({ role }).where(one(inside, memberId));
    await audit(inside, {
      what: "member.role_changed",
      subject: { id: memberId, name: colleague.name },
      detail: { old: colleague.role, new: role },
    });
    return { name: colleague.name, revoked };
  });
}

/** Ends a colleague's work in this workspace, and that of their keys but for those kept by id, from the next call on; the last owner stays. */
export async function removeColleague(
  ctx: Context,
  memberId: string,
  keep: readonly string[] = [],
): Promise<{ name: string }> {
  return underLock(ctx, async (inside) => {
    const colleague = await getColleague(inside, memberId);
    if (colleague.role === "owner") await keepAnOwner(inside, memberId);
    await revokeInvitationsOf(inside, memberId);
    const revoked = await revokeKeysOf(inside, memberId, keep);
    await inside.db.delete(workspaceMembers).where(one(inside, memberId));
    await audit(inside, { what: "member.removed", subject: { id: memberId, name: colleague.name } });
    return { name: colleague.name, revoked };
  });
}

/** One change of a workspace's members at a time, by who is an owner then; this process lets no revoked key in once it is committed. */
async function underLock(
  ctx: Context,
  change: (inside: Context) => Promise<{ name: string; revoked: string[] }>,
): Promise<{ name: string }> {
  const { name, revoked } = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockMembers(inside);
    await requireOwner(inside);
    return change(inside);
  });
  for (const hash of revoked) forgetKey(hash);
  return { name };
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
