import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { type Db, getDatabase } from "@/db";
import { expected } from "@/lib/edge/expected";
import { logOnce } from "@/lib/edge/log-once";
import { ownOrigin } from "@/lib/edge/own-origin";
import { currentSession, sessionOf } from "@/lib/edge/sign-in/session";
import { isSecure, sessionCookie } from "@/lib/edge/sign-in/session-cookie";
import { authSecret, openSession } from "@/lib/edge/sign-in/session-key";
import { rememberDevice, visitAtHand } from "@/lib/edge/sign-in/visit";
import type { Visit } from "@/lib/members/schema";
import { type SignedIn, signInWithLink, signInWithPassword } from "@/lib/members/sign-in/sign-in";
import { SIGN_IN_MS } from "@/lib/members/sign-in/sign-in-ms";
import { endSignIn } from "@/lib/members/sign-in/sign-ins";

/** What visitors bring about by themselves: a sign-in that has ended, an address that is none. */
const OF_VISITORS = new Set(["JWT_SESSION_ERROR", "INVALID_CALLBACK_URL_ERROR"]);

/** How members sign in: with a password, or with a link that was mailed to them or printed by `npm run recover`. */
export function authOptions(onTrouble: (error: unknown) => void): NextAuthOptions {
  // next-auth would take our address from headers that anybody can write.
  process.env.NEXTAUTH_URL = ownOrigin();
  const cookie = { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() };
  return {
    secret: authSecret(),
    session: { strategy: "jwt", maxAge: SIGN_IN_MS / 1_000 },
    jwt: { decode: ({ token }) => openSession(token) },
    useSecureCookies: isSecure(),
    cookies: { sessionToken: { name: sessionCookie(), options: cookie } },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        id: "password",
        credentials: { email: {}, password: {} },
        authorize: (given) =>
          admit((db, visit) =>
            signInWithPassword(db, { email: given?.email, password: given?.password, ...visit }),
          ),
      }),
      Credentials({
        id: "link",
        credentials: { token: {} },
        authorize: (given) => admit((db, visit) => signInWithLink(db, given?.token ?? "", visit)),
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => {
        if (user && "version" in user && "signIn" in user)
          return { sub: user.id, version: user.version, signIn: user.signIn, signedInAt: Date.now() };
        if (!(await sessionOf(token))) throw new Error("This sign-in has ended.");
        return token;
      },
      // Where a sign-in leads is chosen by our own page, on our own origin.
      redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) ? url : baseUrl),
    },
    events: {
      // A sign-in that could not be ended is told: next-auth would only take the cookie away.
      signOut: async ({ token }) => {
        const ended = sessionOf(token).then(
          async (session) => session && endSignIn(await getDatabase(), session.member.id, session.signInId),
        );
        await ended.catch(onTrouble);
      },
    },
    logger: {
      error: (code) => {
        if (!OF_VISITORS.has(code)) logOnce(`Sign-in: ${code}`);
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** Whom a try lets in, in place of whoever was signed in with this browser. next-auth shows the words of whatever is thrown here to whoever tries, and logs nothing. */
async function admit(work: (db: Db, visit: Visit) => Promise<SignedIn | null>) {
  try {
    const [db, visit, before] = [await getDatabase(), await visitAtHand(), await currentSession()];
    const member = await work(db, visit);
    if (!member) return null;
    if (before) await endSignIn(db, before.member.id, before.signInId);
    await rememberDevice(member.signIn.device);
    return { id: member.id, version: member.tokenVersion, signIn: member.signIn.id };
  } catch (error) {
    throw new Error(expected(error).message);
  }
}
