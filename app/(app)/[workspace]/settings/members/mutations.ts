"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { sendWords } from "@/app/send-words";
import type { MemberContext } from "@/lib/edge/member";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { ownOrigin } from "@/lib/edge/own-origin";
import { AppError } from "@/lib/errors";
import { changeRole, removeColleague } from "@/lib/members/colleagues/change-role";
import { invite, revokeInvitation } from "@/lib/members/colleagues/invite";
import { findInvitationChannel } from "@/lib/members/mail";
import { mailWords } from "@/lib/members/mail-words";

export type Invited = Outcome & { link?: string };

const formSchema = z.object({ email: z.unknown(), role: z.unknown() });
const idSchema = z.string().max(100);
const keepSchema = z.array(idSchema).max(1_000).default([]);

/** Asks somebody to join: by mail where there is a channel, else the answer holds the link, this once. */
export const inviteMember = mutation("owner", async (ctx, form: unknown): Promise<Invited> => {
  if (ctx.isDemo) throw new AppError("forbidden", "A demo has no members: start for real first.");
  const { email, token } = await invite(ctx, formSchema.parse(form));
  refresh(ctx);
  const link = `${ownOrigin()}/join?token=${token}`;
  const isMailed = await mail(ctx, email, link);
  return isMailed
    ? { ok: true, message: `An invitation is on its way to ${email}.` }
    : { ok: true, message: `Pass this link on to ${email}. It works once, for a week.`, link };
});

/** Lets a colleague do more or less; who may do less loses their keys, but for those kept by id. */
export const changeMemberRole = mutation(
  "owner",
  async (ctx, id: unknown, role: unknown, keep: unknown): Promise<Outcome> => {
    const { name } = await changeRole(ctx, idSchema.parse(id), role, keepSchema.parse(keep));
    refresh(ctx);
    return { ok: true, message: `${name} has another role now.` };
  },
);

/** Ends a colleague's work in this workspace, and their keys but for those kept by id. */
export const removeMember = mutation("owner", async (ctx, id: unknown, keep: unknown): Promise<Outcome> => {
  const { name } = await removeColleague(ctx, idSchema.parse(id), keepSchema.parse(keep));
  refresh(ctx);
  return { ok: true, message: `${name} no longer works here.` };
});

/** Takes an invitation back. */
export const takeInvitationBack = mutation("owner", async (ctx, id: unknown): Promise<Outcome> => {
  await revokeInvitation(ctx, idSchema.parse(id));
  refresh(ctx);
  return { ok: true, message: "The invitation no longer works." };
});

async function mail(ctx: MemberContext, email: string, link: string): Promise<boolean> {
  const channel = await findInvitationChannel(ctx);
  if (!channel) return false;
  const words = mailWords.invitation({ workspace: ctx.workspace.name, by: ctx.member.name, link });
  return sendWords(channel, email, words);
}

function refresh(ctx: MemberContext): void {
  revalidatePath(`/${ctx.workspace.slug}/settings/members`);
}
