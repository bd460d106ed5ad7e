import "server-only";
import { createHmac } from "node:crypto";
import { decode, type JWT } from "next-auth/jwt";
import { keyFor, secretKey } from "@/lib/secret-key";

/** Signs and encrypts sign-ins. */
export function authSecret(): string {
  return keyFor("sessions").toString("base64url");
}

/** What a sign-in's cookie says; null when it was not made with this instance's key, or has ended. */
export async function openSession(token: string | undefined): Promise<JWT | null> {
  for (const secret of [authSecret(), firstAuthSecret()]) {
    const said = await decode({ token, secret }).catch(() => null);
    if (said) return said;
  }
  return null;
}

// Sign-ins made before each use had a key of its own go on until they end by themselves.
function firstAuthSecret(): string {
  return createHmac("sha256", secretKey()).update("sign-in").digest("base64url");
}
