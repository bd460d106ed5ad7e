import { z } from "zod";
import { SHORTEST_PASSWORD } from "@/lib/members/shortest-password";
import { type Role, roles } from "@/lib/workspaces/schema";

/*
 * The words of who works with Trig.
 *   member      somebody who signs in; may work in several workspaces, in each with one role.
 *   invitation  a link that lets whoever holds it join a workspace, once, within a week.
 *   link        stands in for a password once: to sign in, or to set a new password.
 *   set-up      the first owner claims an instance with a token that only its operator has seen.
 */
export const emailSchema = z
  .string("Give an email address.")
  .trim()
  .toLowerCase()
  .max(320, "An email address has at most 320 characters.")
  .pipe(z.email("That is not an email address."));

export const passwordSchema = z
  .string("Choose a password.")
  .min(SHORTEST_PASSWORD, `A password has at least ${SHORTEST_PASSWORD} characters.`)
  .max(200, "A password has at most 200 characters.");

export const memberNameSchema = z
  .string("Say your name.")
  .trim()
  .min(1, "Say your name.")
  .max(100, "A name has at most 100 characters.");

export const roleSchema = z.enum(roles, "A role is viewer, editor or owner.");

export interface Member {
  id: string;
  email: string;
  name: string;
  timezone: string | null;
  tokenVersion: number;
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
