import { canonicalKey } from "@/lib/attribute-names";

/*
 * Names of values that are counted rather than stored:
 *   days_since_X    whole 24 hours since the date in X, X_date or X_at. A date ahead counts below zero.
 *   days_in_stage   whole 24 hours since the customer entered the stage it is in now.
 */
const DAYS_SINCE = "days_since_";
const DAYS_IN_STAGE = "days_in_stage";
const signupKeys = ["signup_date", "signed_up_at", "created_at"];

/** The attributes that hold the date a days_since_ value counts from, in the order in which they are asked; null for other attributes. */
export function daysSinceKeys(key: string): string[] | null {
  const canonical = canonicalKey(key);
  if (!canonical.startsWith(DAYS_SINCE)) return null;
  const since = canonical.slice(DAYS_SINCE.length);
  if (since === "signup") return signupKeys;
  return [since, `${since}_date`, `${since}_at`].map(canonicalKey);
}

/** Whether a key means the days in the current stage. */
export function isDaysInStage(key: string): boolean {
  return canonicalKey(key) === DAYS_IN_STAGE;
}
