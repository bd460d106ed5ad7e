import { canonicalKey } from "@/lib/attribute-names";
import { isDate, LAST_MS } from "@/lib/dates";
import { DAY_MS } from "@/lib/time";

/*
 * Values that are counted rather than stored, by the attribute names that people use for them:
 *   days_since_X    whole 24 hours since the date in X, X_date or X_at. A date ahead counts below zero.
 *   days_in_stage   whole 24 hours since the customer entered the stage it is in now.
 * A value that a source has stored under such a name wins over the counted one.
 */
type Attributes = Readonly<Record<string, unknown>>;

const DAYS_SINCE = "days_since_";
const DAYS_IN_STAGE = "days_in_stage";
const signupKeys = ["signup_date", "signed_up_at", "created_at"];
const stageEntry = /^last_entry_to_(.*_stage)$/;

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

/** A stored value under its key or one of the key's aliases; null when there is none. */
export function storedValue(attributes: Attributes, key: string): unknown {
  const canonical = canonicalKey(key);
  return Object.hasOwn(attributes, canonical) ? (attributes[canonical] ?? null) : null;
}

/** The moment from which a counted value counts its days; null when the value is stored, is no counted one, or its date is unknown. */
export function countsDaysFrom(attributes: Attributes, key: string): Date | null {
  const from = isDaysInStage(key)
    ? latestStageEntry(attributes)
    : daysSinceKeys(key)
        ?.map((candidate) => storedValue(attributes, candidate))
        .find(isDate);
  if (from === undefined || storedValue(attributes, key) !== null) return null;
  return new Date(from);
}

/** What a condition or a placeholder sees under a name: the stored value, or the days counted up to now; null when there is none. */
export function readAttribute(attributes: Attributes, key: string, now: Date): unknown {
  const from = countsDaysFrom(attributes, key);
  return from ? wholeDays(from, now) : storedValue(attributes, key);
}

/** When time alone changes what readAttribute sees. */
export function nextValueChange(attributes: Attributes, key: string, now: Date): Date | null {
  const from = countsDaysFrom(attributes, key);
  if (!from) return null;
  const next = from.getTime() + (wholeDays(from, now) + 1) * DAY_MS;
  return next <= LAST_MS ? new Date(next) : null;
}

/** The stored attributes that a name depends on. A star stands for any words. */
export function builtInReads(key: string): string[] {
  const canonical = canonicalKey(key);
  if (isDaysInStage(key)) return [canonical, "last_entry_to_*_stage", "currently_member_of_*_stage"];
  return [canonical, ...(daysSinceKeys(key) ?? [])];
}

/** Whole 24 hours between two moments; below zero when the first is ahead. */
export function wholeDays(from: Date, now: Date): number {
  return Math.floor((now.getTime() - from.getTime()) / DAY_MS);
}

function latestStageEntry(attributes: Attributes): string | undefined {
  return Object.keys(attributes)
    .filter((key) => attributes[`currently_member_of_${stageEntry.exec(key)?.[1]}`] === true)
    .map((key) => attributes[key])
    .filter(isDate)
    .sort()
    .at(-1);
}
