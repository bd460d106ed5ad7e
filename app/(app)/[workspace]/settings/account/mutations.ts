"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { z } from "zod";
import { cameFrom } from "@/lib/edge/came-from";
import type { MemberContext } from "@/lib/edge/member";
import { mutation, type Outcome } from "@/lib/edge/mutation";
import { currentMember } from "@/lib/edge/session";
import { AppError } from "@/lib/errors";
import { endSignIns } from "@/lib/members/links";
import type { Member } from "@/lib/members/schema";
import { changePassword } from "@/lib/members/set-password";
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
  await changePassword(ctx.db, member, { current, wanted, from: cameFrom(await headers()) });
  return { ok: true, message: "Your password is changed. Sign in with the new one." };
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
