import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db";
import { members } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { auditAccount } from "@/lib/members/audit-account";
import { findMemberByEmail } from "@/lib/members/find-member";
import { choosePassword, type Member, type Visit } from "@/lib/members/schema";
import { findLink, redeemLink } from "@/lib/members/sign-in/links";
import { hashPassword } from "@/lib/members/sign-in/password";
import { provePassword } from "@/lib/members/sign-in/prove-password";
import { endAllSignIns } from "@/lib/members/sign-in/sign-ins";
import { forgetTries } from "@/lib/members/sign-in/tries";

const STALE = "This link was used already or is too old: ask for a new one.";

/** Sets a forgotten password anew, with a link that is used up by it; whoever was signed in as this member no longer is. */
export async function setForgottenPassword(
  db: Db,
  token: string,
  wanted: unknown,
  { from }: Pick<Visit, "from"> = { from: "" },
): Promise<Member> {
  // Before the work that a password costs, which nobody without a link may ask for.
  const asked = await findLink(db, token, "new_password");
  if (!asked) throw new AppError("not_found", STALE);
  const passwordHash = await hashPassword(choosePassword(wanted, [asked.email, asked.name]));
  return db.transaction(async (tx) => {
    const member = await redeemLink(tx, token, "new_password");
    if (!member) throw new AppError("not_found", STALE);
    await write(tx, member.id, passwordHash);
    await forgetTries(tx, { about: `sign-in ${member.email}`, from });
    return member;
  });
}

/** Changes a member's own password, who proves to be themselves with the one they have; they are signed out everywhere. */
export async function changePassword(
  db: Db,
  member: Member,
  { current, wanted, ...visit }: { current: unknown; wanted: unknown } & Pick<Visit, "from" | "device">,
): Promise<void> {
  const password = choosePassword(wanted, [member.email, member.name]);
  const found = await findMemberByEmail(db, member.email);
  const proven = await provePassword(db, { email: member.email, found, password: current, visit });
  if (!proven) throw new AppError("forbidden", "The password you have now is another one.");
  const passwordHash = await hashPassword(password);
  await db.transaction((tx) => write(tx, member.id, passwordHash));
}

async function write(db: Db, memberId: string, passwordHash: string): Promise<void> {
  await db
    .update(members)
    .set({ passwordHash, tokenVersion: sql`${members.tokenVersion} + 1` })
    .where(eq(members.id, memberId));
  await endAllSignIns(db, memberId, { forgetDevices: false });
  await auditAccount(db, { id: memberId }, "member.password_set", { name: "password" });
}
