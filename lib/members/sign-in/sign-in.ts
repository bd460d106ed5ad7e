import "server-only";
import type { Db } from "@/db";
import { AppError } from "@/lib/errors";
import { findMemberByEmail } from "@/lib/members/find-member";
import { emailSchema, type Member, type Visit } from "@/lib/members/schema";
import { redeemLink } from "@/lib/members/sign-in/links";
import { provePassword } from "@/lib/members/sign-in/prove-password";
import { type Begun, beginSignIn, recordRefusal } from "@/lib/members/sign-in/sign-ins";

/** Who signed in, and the sign-in that began. */
export type SignedIn = Member & { signIn: Begun };

const NOWHERE: Visit = { from: "", address: "", userAgent: "", device: null };

/** Who signs in with an address and a password; null for a wrong pair, whichever of the two is wrong. Guessing is slowed down. */
export async function signInWithPassword(
  db: Db,
  { email: given, password, ...said }: { email: unknown; password: unknown } & Partial<Visit>,
): Promise<SignedIn | null> {
  const visit = { ...NOWHERE, ...said };
  const email = emailSchema.safeParse(given);
  if (!email.success || typeof password !== "string" || password.length > 1_000) return null;
  const found = await findMemberByEmail(db, email.data);
  const refused = (outcome: "wrong_password" | "too_fast") =>
    found ? recordRefusal(db, found.id, outcome, visit) : undefined;
  const proven = await provePassword(db, { email: email.data, found, password, visit }).catch(
    async (error: unknown) => {
      if (error instanceof AppError && error.code === "too_fast") await refused("too_fast");
      throw error;
    },
  );
  if (!found || !proven) {
    await refused("wrong_password");
    return null;
  }
  const { passwordHash: _, ...member } = found;
  return { ...member, signIn: await beginSignIn(db, member.id, "password", visit) };
}

/** Who signs in with a link, which is used up by it; null when it no longer works. */
export async function signInWithLink(db: Db, token: string, visit: Visit): Promise<SignedIn | null> {
  const member = await redeemLink(db, token, "sign_in");
  return member && { ...member, signIn: await beginSignIn(db, member.id, "link", visit) };
}
