import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db";
import { members } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { auditAccount } from "@/lib/members/audit-account";
import { findMemberByEmail } from "@/lib/members/find-member";
import { redeemLink } from "@/lib/members/links";
import { hashPassword, isPassword } from "@/lib/members/password";
import { type Member, passwordSchema } from "@/lib/members/schema";
import { forgetTries, spendTry } from "@/lib/members/tries";

/** Sets a forgotten password anew, with a link that is used up by it; whoever was signed in as this member no longer is. */
export async function setForgottenPassword(db: Db, token: string, wanted: unknown): Promise<Member> {
  const passwordHash = await hashPassword(passwordSchema.parse(wanted));
  return db.transaction(async (tx) => {
    const member = await redeemLink(tx, token, "new_password");
    if (!member)
      throw new AppError("not_found", "This link was used already or is too old: ask for a new one.");
    await write(tx, member.id, passwordHash);
    await forgetTries(tx, { about: `sign-in ${member.email}`, from: "" });
    return member;
  });
}

/** Changes a member's own password, who proves to be themselves with the one they have; they are signed out everywhere. */
export async function changePassword(
  db: Db,
  member: Member,
  { current, wanted, from }: { current: unknown; wanted: unknown; from: string },
): Promise<void> {
  const password = passwordSchema.parse(wanted);
  await spendTry(db, { about: `sign-in ${member.email}`, from });
  const found = await findMemberByEmail(db, member.email);
  const fits = typeof current === "string" && (await isPassword(current, found?.passwordHash ?? null));
  if (!fits) throw new AppError("forbidden", "The password you have now is another one.");
  await forgetTries(db, { about: `sign-in ${member.email}`, from });
  const passwordHash = await hashPassword(password);
  await db.transaction((tx) => write(tx, member.id, passwordHash));
}

async function write(db: Db, memberId: string, passwordHash: string): Promise<void> {
  await db
    .update(members)
    .set({ passwordHash, tokenVersion: sql`${members.tokenVersion} + 1` })
    .where(eq(members.id, memberId));
  await auditAccount(db, { id: memberId }, "member.password_set", { name: "password" });
}
