import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { invitations, members, workspaceMembers } from "@/db/schema";
import { type Context, within } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { lockMembers } from "@/lib/locks";
import { requireOwner } from "@/lib/members/colleagues/require-owner";
import { emailSchema, roleSchema } from "@/lib/members/schema";
import { newLinkToken } from "@/lib/members/sign-in/links";
import { DAY_MS } from "@/lib/time";
import { audit } from "@/lib/workspaces/audit/audit";

const VALID_MS = 7 * DAY_MS;

/** Asks somebody to join this workspace; the answer holds the link's secret, this once. Asking again replaces the link. */
export async function invite(
  ctx: Context,
  wanted: { email: unknown; role: unknown },
): Promise<{ id: string; email: string; token: string }> {
  const email = emailSchema.parse(wanted.email);
  const role = roleSchema.parse(wanted.role);
  const { token, hash } = newLinkToken();
  const now = new Date();
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockMembers(inside);
    await requireOwner(inside);
    if (await worksHere(inside, email)) throw new AppError("conflict", `${email} works here already.`);
    await tx.update(invitations).set({ revokedAt: now }).where(open(inside, email));
    const id = newId("inv");
    await tx.insert(invitations).values({
      id,
      workspaceId: ctx.workspaceId,
      email,
      role,
      tokenHash: hash,
      invitedBy: ctx.actor.kind === "system" ? "" : ctx.actor.id,
      createdAt: now,
      expiresAt: new Date(now.getTime() + VALID_MS),
    });
    await audit(inside, { what: "member.invited", subject: { id, name: email }, detail: { role } });
    return { id, email, token };
  });
}

/** Takes an invitation back: its link stops working. */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(invitations)
      .set({ revokedAt: new Date() })
      .where(
        and(
          eq(invitations.workspaceId, ctx.workspaceId),
          eq(invitations.id, id),
          isNull(invitations.acceptedAt),
        ),
      )
      .returning({ email: invitations.email });
    if (!row) throw new AppError("not_found", "There is no such open invitation.");
    await audit(within(ctx, tx), { what: "invitation.revoked", subject: { id, name: row.email } });
  });
}

async function worksHere(ctx: Context, email: string): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: members.id })
    .from(members)
    .innerJoin(workspaceMembers, eq(workspaceMembers.memberId, members.id))
    .where(and(eq(members.email, email), eq(workspaceMembers.workspaceId, ctx.workspaceId)));
  return rows.length > 0;
}

function open(ctx: Context, email: string) {
  return and(
    eq(invitations.workspaceId, ctx.workspaceId),
    eq(invitations.email, email),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
  );
}
