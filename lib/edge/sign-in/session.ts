import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { getDatabase } from "@/db";
import { sessionCookie } from "@/lib/edge/sign-in/session-cookie";
import { openSession } from "@/lib/edge/sign-in/session-key";
import type { Member } from "@/lib/members/schema";
import { SIGN_IN_MS } from "@/lib/members/sign-in/sign-in-ms";
import { findSignedIn, recordEarlierSignIn } from "@/lib/members/sign-in/sign-ins";

/** A member with the sign-in that their request carries. */
export interface Session {
  signInId: string;
  member: Member;
}

/** Whose sign-in a cookie's contents name, while it lasts. */
export async function sessionOf(token: { [claim: string]: unknown } | null): Promise<Session | null> {
  if (typeof token?.sub !== "string" || typeof token.signedInAt !== "number") return null;
  if (Date.now() - token.signedInAt >= SIGN_IN_MS) return null;
  const db = await getDatabase();
  const isNamed = typeof token.signIn === "string";
  const signInId = isNamed ? String(token.signIn) : `sgn_before_${token.sub}_${token.signedInAt}`;
  let member = await findSignedIn(db, signInId);
  // Made before sign-ins were on record: it is from now on, so that it can be ended.
  if (!member && !isNamed) {
    const { sub: memberId, version } = token;
    await recordEarlierSignIn(db, { id: signInId, memberId, version, at: new Date(token.signedInAt) });
    member = await findSignedIn(db, signInId);
  }
  const isTheirs = member !== null && member.id === token.sub && member.tokenVersion === token.version;
  return isTheirs && member ? { signInId, member } : null;
}

/**
 * The sign-in of this request; null for none. Looked up every time: whoever was removed, changed the password or signed out, here or
 * everywhere, is out from the next click on, also with a copy of the cookie.
 */
export const currentSession = cache(async (): Promise<Session | null> => {
  return sessionOf(await openSession((await cookies()).get(sessionCookie())?.value));
});

/** Who is signed in on this request; null for nobody. */
export async function currentMember(): Promise<Member | null> {
  return (await currentSession())?.member ?? null;
}
