import type { Outcome } from "@/components/ui/attempt";

/** Ends the sign-in of this browser, on the server too. */
export async function signOutHere(): Promise<Outcome> {
  const { getCsrfToken } = await import("next-auth/react");
  const csrfToken = (await getCsrfToken()) ?? "";
  const body = new URLSearchParams({ csrfToken, callbackUrl: "/sign-in", json: "true" });
  const answer = await fetch("/api/auth/signout", { method: "POST", body });
  return answer.ok
    ? { ok: true, message: "You are signed out." }
    : {
        ok: false,
        message:
          "Trig could not end your sign-in just now, so you are still signed in. Try again in a moment.",
      };
}
