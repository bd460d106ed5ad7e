import "server-only";
import { cookies, headers } from "next/headers";
import { networkOf } from "@/lib/client-address";
import { addressOf } from "@/lib/edge/sign-in/came-from";
import { isSecure } from "@/lib/edge/sign-in/session-cookie";
import type { Visit } from "@/lib/members/schema";
import { DAY_MS } from "@/lib/time";

const DEVICE_SECONDS = (400 * DAY_MS) / 1_000;

/** Where the request at hand comes from, and the browser it was known by before. */
export async function visitAtHand(): Promise<Visit> {
  const [given, jar] = await Promise.all([headers(), cookies()]);
  const address = addressOf(given);
  return {
    from: networkOf(address),
    address,
    userAgent: given.get("user-agent") ?? "",
    device: jar.get(deviceCookie())?.value.slice(0, 200) ?? null,
  };
}

/** Leaves the secret with the browser by which it is known again. It opens nothing: it only keeps strangers' failures from keeping it out. */
export async function rememberDevice(device: string): Promise<void> {
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
  (await cookies()).set(deviceCookie(), device, { ...options, maxAge: DEVICE_SECONDS });
}

function deviceCookie(): string {
  return `${isSecure() ? "__Secure-" : ""}trig.device`;
}
