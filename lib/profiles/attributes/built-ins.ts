import { canonicalKey } from "@/lib/attribute-names";
import { isDate, LAST_MS } from "@/lib/dates";
import { type TypesOfEntity, typeFor } from "@/lib/profiles/attributes/attribute-types";
import { daysSinceKeys, isDaysInStage } from "@/lib/profiles/attributes/counted-names";
import { readAs } from "@/lib/profiles/attributes/lens";
import { DAY_MS } from "@/lib/time";

/*
 * What is seen under a name: the stored value through the attribute's type, else the days that are counted for it. A value that a source
 * has stored under the name of a counted one wins, if it fits.
 */
type Attributes = Readonly<Record<string, unknown>>;

const stageEntry = /^last_entry_to_(.*_stage)$/;

/** A stored value under its key or one of the key's aliases; null when there is none. */
export function storedValue(attributes: Attributes, key: string): unknown {
  const canonical = canonicalKey(key);
  return Object.hasOwn(attributes, canonical) ? (attributes[canonical] ?? null) : null;
}

/** A stored value as it reads through its attribute's type; null when there is none or it does not fit. */
export function typedValue(attributes: Attributes, key: string, types?: TypesOfEntity): unknown {
  return readAs(storedValue(attributes, key), typeFor(types, key));
}

/** The moment from which a counted value counts its days; null when the value is stored, is no counted one, or its date is unknown. */
export function countsDaysFrom(attributes: Attributes, key: string, types?: TypesOfEntity): Date | null {
  const from = isDaysInStage(key)
    ? latestStageEntry(attributes)
    : daysSinceKeys(key)
        ?.map((candidate) =>
          typeFor(types, candidate) === "text" ? null : typedValue(attributes, candidate, types),
        )
        .find(isDate);
  if (from === undefined || typedValue(attributes, key, types) !== null) return null;
  return new Date(from);
}

/** What a condition or a placeholder sees under a name: the stored value through its type, or the days counted up to now; null when there is none. */
export function readAttribute(
  attributes: Attributes,
  key: string,
  now: Date,
  types?: TypesOfEntity,
): unknown {
  const from = countsDaysFrom(attributes, key, types);
  return from ? wholeDays(from, now) : typedValue(attributes, key, types);
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
