import type { Outcome } from "@/components/ui/attempt";

/** Ends the sign-in of this browser. */
export async function signOutHere(): Promise<Outcome> {
  const { signOut } = await import("next-auth/react");
  await signOut({ redirect: false });
  return { ok: true, message: "You are signed out." };
}
