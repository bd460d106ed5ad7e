"use client";

import { signIn } from "next-auth/react";

export type Given = { kind: "password"; email: string; password: string } | { kind: "link"; token: string };

const UNREACHABLE = "Trig cannot be reached just now. Check the connection and try again.";

/** Signs in; null when it worked, else the sentence that says why not. */
export async function admit(given: Given): Promise<string | null> {
  const { kind, ...credentials } = given;
  const answer = await signIn(kind, { ...credentials, redirect: false }).catch(() => null);
  if (!answer) return UNREACHABLE;
  if (answer.ok && !answer.error) return null;
  if (answer.error && answer.error !== "CredentialsSignin") return answer.error;
  return kind === "link"
    ? "This link was used already or is too old: ask for a new one."
    : "The email address or the password is not right.";
}
