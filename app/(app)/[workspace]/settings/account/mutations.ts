"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { mailPasswordChanged } from "@/app/send-words";
import type { MemberContext } from "@/lib/edge/member";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { currentMember } from "@/lib/edge/sign-in/session";
import { visitAtHand } from "@/lib/edge/sign-in/visit";
import { AppError } from "@/lib/errors";
import type { Member } from "@/lib/members/schema";
import { endSignIns } from "@/lib/members/sign-in/links";
import { changePassword } from "@/lib/members/sign-in/set-password";
import { endSignIn } from "@/lib/members/sign-in/sign-ins";
import { updateProfile } from "@/lib/members/update-profile";

const passwordsSchema = z.object({ current: z.unknown(), wanted: z.unknown() });

/** Changes a member's own name and time zone. */
export const saveProfile = mutation("viewer", async (ctx, form: unknown): Promise<Outcome> => {
  const member = await own(ctx);
  await updateProfile(ctx.db, member.id, form);
  revalidatePath(`/${ctx.workspace.slug}`, "layout");
  return { ok: true, message: "Saved." };
});

/** Changes a member's own password; they sign in again everywhere. */
export const saveOwnPassword = mutation("viewer", async (ctx, form: unknown): Promise<Outcome> => {
  const member = await own(ctx);
  const { current, wanted } = passwordsSchema.parse(form);
  const visit = await visitAtHand();
  await changePassword(ctx.db, member, { current, wanted, ...visit });
  mailPasswordChanged(ctx.db, member, visit);
  return { ok: true, message: "Your password is changed. Sign in with the new one." };
});

/** Ends one sign-in of a member, on whatever device. */
export const endOneSignIn = mutation("viewer", async (ctx, id: unknown): Promise<Outcome> => {
  const member = await own(ctx);
  const ended = await endSignIn(ctx.db, member.id, z.string().max(100).parse(id));
  if (!ended) throw new AppError("not_found", "This sign-in has ended already.");
  revalidatePath(`/${ctx.workspace.slug}/settings/account`);
  return { ok: true, message: "This sign-in has ended." };
});

/** Ends every sign-in of a member, this one too. */
export const signOutEverywhere = mutation("viewer", async (ctx): Promise<Outcome> => {
  const member = await own(ctx);
  await endSignIns(ctx.db, member.id);
  return { ok: true, message: "You are signed out everywhere." };
});

async function own(ctx: MemberContext): Promise<Member> {
  const member = ctx.isDemo ? null : await currentMember();
  if (!member) throw new AppError("forbidden", "A demo has no accounts: start for real first.");
  return member;
}
