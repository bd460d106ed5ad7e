import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { getDatabase } from "@/db";
import { cameFrom } from "@/lib/edge/came-from";
import { expected } from "@/lib/edge/expected";
import { authSecret, openSession } from "@/lib/edge/session-key";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { redeemLink } from "@/lib/members/links";
import type { Member } from "@/lib/members/schema";
import { noteSignIn, signInWithPassword } from "@/lib/members/sign-in";

/** A sign-in ends after so long, however often it is used: a stolen one too. */
export const SESSION_SECONDS = 30 * 24 * 3600;

/** Whether cookies are for https only: where the instance is known under such an address. */
export function isSecure(): boolean {
  return env().TRIG_URL?.startsWith("https://") ?? false;
}

/** The cookie that carries a sign-in. */
export function sessionCookie(): string {
  return `${isSecure() ? "__Secure-" : ""}trig.session`;
}

/** How members sign in: with a password, or with a link that was mailed to them or printed by `npm run recover`. */
export function authOptions(): NextAuthOptions {
  const { TRIG_URL } = env();
  if (TRIG_URL) process.env.NEXTAUTH_URL = TRIG_URL;
  // The door has checked the Host header.
  else process.env.AUTH_TRUST_HOST = "1";
  const cookie = { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() };
  return {
    secret: authSecret(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { decode: ({ token }) => openSession(token) },
    useSecureCookies: isSecure(),
    cookies: { sessionToken: { name: sessionCookie(), options: cookie } },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        id: "password",
        credentials: { email: {}, password: {} },
        authorize: (given, request) =>
          admit(async () =>
            signInWithPassword(await getDatabase(), {
              email: given?.email,
              password: given?.password,
              from: cameFrom(request.headers ?? {}),
            }),
          ),
      }),
      Credentials({
        id: "link",
        credentials: { token: {} },
        authorize: (given) =>
          admit(async () => {
            const db = await getDatabase();
            const member = await redeemLink(db, given?.token ?? "", "sign_in");
            if (member) await noteSignIn(db, member.id);
            return member;
          }),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user && "version" in user ? { sub: user.id, version: user.version, signedInAt: Date.now() } : token,
      // Where a sign-in leads is chosen by our own page, on our own origin.
      redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) ? url : baseUrl),
    },
    logger: {
      error: (code, about) => {
        if (!(about instanceof AppError)) console.error(`Sign-in: ${code}`);
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** Whom a try lets in. next-auth shows the words of whatever is thrown here to whoever tries, and logs nothing. */
async function admit(work: () => Promise<Member | null>) {
  try {
    const member = await work();
    return member && { id: member.id, version: member.tokenVersion };
  } catch (error) {
    throw new Error(expected(error).message);
  }
}
