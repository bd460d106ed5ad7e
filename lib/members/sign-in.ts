import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db";
import { members } from "@/db/schema";
import { findMemberByEmail } from "@/lib/members/find-member";
import { isPassword } from "@/lib/members/password";
import { emailSchema, type Member } from "@/lib/members/schema";
import { forgetTries, spendTry } from "@/lib/members/tries";

/** Who signs in with an address and a password; null for a wrong pair, whichever of the two is wrong. Guessing is slowed down. */
export async function signInWithPassword(
  db: Db,
  { email: given, password, from }: { email: unknown; password: unknown; from: string },
): Promise<Member | null> {
  const email = emailSchema.safeParse(given);
  if (!email.success || typeof password !== "string" || password.length > 1_000) return null;
  const one = { about: `sign-in ${email.data}`, from };
  await spendTry(db, one);
  const found = await findMemberByEmail(db, email.data);
  const fits = await isPassword(password, found?.passwordHash ?? null);
  if (!found || !fits) return null;
  await forgetTries(db, one);
  await noteSignIn(db, found.id);
  const { passwordHash: _, ...member } = found;
  return member;
}

/** Members see of each other when they were last here. */
export async function noteSignIn(db: Db, memberId: string): Promise<void> {
  await db.update(members).set({ lastSignInAt: new Date() }).where(eq(members.id, memberId));
}
