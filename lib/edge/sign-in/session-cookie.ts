import "server-only";
import { isHttps } from "@/lib/edge/is-https";
import { env } from "@/lib/env";

/** Whether cookies are for https only: where the instance is known under such an address. */
export function isSecure(): boolean {
  return isHttps(env().TRIG_URL);
}

/** The cookie that carries a sign-in. */
export function sessionCookie(): string {
  return `${isSecure() ? "__Secure-" : ""}trig.session`;
}
