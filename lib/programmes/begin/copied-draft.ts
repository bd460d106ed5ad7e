import { activityAttributes, canonicalKey } from "@/lib/attribute-names";
import type { ProgrammeRef } from "@/lib/programme-kinds";

const LONGEST_NAME = 120;

/**
 * A definition as that of another programme: it is called a copy, and where the first one speaks of itself ("never entered this job", by
 * membership or by its attributes) the copy speaks of itself too.
 */
export function copiedDraft(json: unknown, from: ProgrammeRef, to: ProgrammeRef): unknown {
  const [theirs, ours] = [activityAttributes(from), activityAttributes(to)];
  const keys = new Map([
    [theirs.currentlyMember, ours.currentlyMember],
    [theirs.lastEntry, ours.lastEntry],
    [theirs.lastExit, ours.lastExit],
    [theirs.lastCompletion, ours.lastCompletion],
  ]);
  const copied = withOwnName(json, (condition) => {
    const { of, slug, attribute } = condition;
    if (of === from.kind && slug === from.slug) return { ...condition, slug: to.slug };
    const key = typeof attribute === "string" && keys.get(canonicalKey(attribute));
    return key ? { ...condition, attribute: key } : condition;
  });
  return isObject(copied) && typeof copied.name === "string"
    ? { ...copied, name: copyName(copied.name) }
    : copied;
}

/** "Nudge" becomes "Nudge (copy)", which becomes "Nudge (copy 2)". */
function copyName(name: string): string {
  const [, first = name, number] = /^(.*?) \(copy(?: (\d+))?\)$/s.exec(name) ?? [];
  const isCopy = first !== name;
  const ending = isCopy ? ` (copy ${Number(number ?? 1) + 1})` : " (copy)";
  return first.slice(0, LONGEST_NAME - ending.length) + ending;
}

type Json = Record<string, unknown>;

function withOwnName(value: unknown, rename: (object: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((one) => withOwnName(one, rename));
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(([key, one]) => [key, withOwnName(one, rename)]);
  return rename(Object.fromEntries(inner));
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
