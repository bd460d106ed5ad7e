import { z } from "zod";
import { isGuessable } from "@/lib/members/sign-in/is-guessable";
import { SHORTEST_PASSWORD } from "@/lib/members/sign-in/shortest-password";
import { isOneLine } from "@/lib/workspaces/one-line";
import { type Role, roles } from "@/lib/workspaces/schema";

/*
 * The words of who works with Trig.
 *   member      somebody who signs in; may work in several workspaces, in each with one role.
 *   invitation  a link that lets whoever holds it join a workspace, once, within a week.
 *   sign-in     one browser's way in, from the password or link until it is ended, or 30 days.
 *   device      a browser that has signed in to an account before: strangers' failures do not keep it out.
 *   link        stands in for a password once: to sign in, or to set a new password.
 *   set-up      the first owner claims an instance with a token that only its operator has seen.
 */
export const emailSchema = z
  .string("Give an email address.")
  .trim()
  .toLowerCase()
  .max(320, "An email address has at most 320 characters.")
  .pipe(z.email("That is not an email address."));

const GUESSABLE =
  "That password is among the first that are guessed: choose another one, such as four words that have nothing to do with each other.";

export const passwordSchema = z
  .string("Choose a password.")
  .min(SHORTEST_PASSWORD, `A password has at least ${SHORTEST_PASSWORD} characters.`)
  .max(200, "A password has at most 200 characters.")
  .refine((password) => !isGuessable(password), GUESSABLE);

/** A new password for an account; not one that is made of what the account is called either. */
export function choosePassword(wanted: unknown, about: readonly string[]): string {
  return passwordSchema.refine((password) => !isGuessable(password, about), GUESSABLE).parse(wanted);
}

export const memberNameSchema = z
  .string("Say your name.")
  .trim()
  .min(1, "Say your name.")
  .max(100, "A name has at most 100 characters.")
  .refine(isOneLine, "A name stands on one line, without control characters.");

export const roleSchema = z.enum(roles, "A role is viewer, editor or owner.");

export interface Member {
  id: string;
  email: string;
  name: string;
  timezone: string | null;
  tokenVersion: number;
}

/** Where somebody who is not signed in, or proves to be themselves again, comes from. */
export interface Visit {
  /** Tries are counted by it. */
  from: string;
  address: string;
  /** What the browser calls itself. */
  userAgent: string;
  /** The secret that a browser keeps once it has signed in. */
  device: string | null;
}

/** A member of one workspace. */
export interface Colleague {
  id: string;
  email: string;
  name: string;
  role: Role;
  since: Date;
  lastSignInAt: Date | null;
}
