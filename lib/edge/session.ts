import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { getDatabase } from "@/db";
import { SESSION_SECONDS, sessionCookie } from "@/lib/edge/auth";
import { openSession } from "@/lib/edge/session-key";
import { findMember } from "@/lib/members/find-member";
import type { Member } from "@/lib/members/schema";

/**
 * Who is signed in on this request; null for nobody. Looked up every time: whoever was removed, changed the password or signed out
 * everywhere is out from the next click on.
 */
export const currentMember = cache(async (): Promise<Member | null> => {
  const sent = (await cookies()).get(sessionCookie())?.value;
  if (!sent) return null;
  const token = await openSession(sent);
  if (!token?.sub) return null;
  const member = await findMember(await getDatabase(), token.sub);
  const isFresh =
    typeof token.signedInAt === "number" && Date.now() - token.signedInAt < SESSION_SECONDS * 1_000;
  return member && isFresh && member.tokenVersion === token.version ? member : null;
});
