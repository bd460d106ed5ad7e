import { type ProgrammeRef, programmeKinds, programmeNames } from "@/lib/programme-kinds";

/** Of the name of a trait, and of the key that is made of it. */
export const LONGEST_NAME = 200;
const OBJECT_MAX_LENGTH = 60;
/** Senders and rules name the same few attributes over and over. */
const REMEMBERED_AT_MOST = 10_000;
const keys = new Map<string, string | null>();
const canonical = new Map<string, string>();

/** A letter or digit, then letters, digits and the marks that some scripts write vowels with. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** What nobody sees tells no two names apart. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}+/gu;
/** Before a word that begins in the middle of another: firstName, HTTPStatus. */
const CAMEL_CASE = /((?:\p{Ll}|\p{N})\p{M}*(?=\p{Lu})|\p{Lu}\p{M}*(?=\p{Lu}\p{M}*\p{Ll}))/gu;
/** A key as it stands in conditions and actions. */
export const KEY_PATTERN = /^(?!.*\p{Changes_When_Lowercased})[\p{L}\p{N}][\p{L}\p{N}\p{M}_]{0,199}$/u;

/** The two spellings of our words, to the one under which they are stored. */
const spellings: Readonly<Record<string, string>> = {
  organisation: "organization",
  organisations: "organizations",
  behavior: "behaviour",
  behaviors: "behaviours",
};

const ownKeys: ReadonlySet<string> = new Set(["user_id", "sender_name", "job_name", "days_in_stage"]);

const activityPrefixes: ReadonlyArray<readonly [alias: string, stored: string]> = [
  ["last_entered_", "last_entry_to_"],
  ["last_completed_", "last_completion_of_"],
  ["last_exited_", "last_exit_from_"],
  ["last_entry_to_", "last_entry_to_"],
  ["last_completion_of_", "last_completion_of_"],
  ["last_exit_from_", "last_exit_from_"],
  ["currently_member_of_", "currently_member_of_"],
];

/** What Trig writes on a customer about one programme. */
export interface ActivityAttributes {
  currentlyMember: string;
  lastEntry: string;
  lastExit: string;
  lastCompletion: string;
}

/**
 * The key under which a trait is stored: the letters and digits of its name, in whatever script, in lower case, its words joined by
 * underscores. Two names share a key only if they differ in case and in what separates their words, or are two spellings of one of our own
 * words. Null when a name has neither letter nor digit.
 */
export function toAttributeKey(name: string): string | null {
  const before = keys.get(name);
  if (before !== undefined) return before;
  const words = toWords(name);
  return remember(keys, name, words === null ? null : canonicalKey(words));
}

function toWords(name: string): string | null {
  const apart = name.normalize("NFC").replace(INVISIBLE, " ").replace(CAMEL_CASE, "$1_");
  return apart.toLowerCase().normalize("NFC").match(WORD)?.join("_") ?? null;
}

/** The stored key that a key in a condition or placeholder means: older names of activity attributes and both spellings of organisation and behaviour are accepted, in any case. */
export function canonicalKey(key: string): string {
  return canonical.get(key) ?? remember(canonical, key, toCanonical(key));
}

function remember<Value>(memory: Map<string, Value>, name: string, value: Value): Value {
  if (name.length > LONGEST_NAME) return value;
  if (memory.size >= REMEMBERED_AT_MOST) memory.clear();
  memory.set(name, value);
  return value;
}

function toCanonical(key: string): string {
  const lower = key.normalize("NFC").toLowerCase().normalize("NFC");
  const prefix = activityPrefixes.find(([alias]) => lower.startsWith(alias));
  if (!prefix) return lower.split("_").map(toStoredSpelling).join("_");
  return prefix[1] + lower.slice(prefix[0].length).replace(/_behavior$/, "_behaviour");
}

/** Whether a name may have led to another key when keys lost the letters of other scripts, were cut at 80 and began with an a to z. */
export function mayHaveOldKey(name: string): boolean {
  return name.length >= 80 || /[^ -~]|^[^a-z]*\d/i.test(name);
}

/** Names that stand for what Trig itself knows or counts. Nobody else may set them: user_id, job_name, days_since_signup, last_entry_to_nudge_job. */
export function isOwnName(name: string): boolean {
  const key = toAttributeKey(name);
  if (key === null) return false;
  if (ownKeys.has(key) || key.startsWith("days_since_")) return true;
  if (!activityPrefixes.some(([, stored]) => key.startsWith(stored))) return false;
  // A sender may have a last_completed_lesson of its own; Trig's names say it in other words or end in what they are about.
  return (
    programmeKinds.some((kind) => key.endsWith(programmeNames[kind].attributeEnding)) ||
    activityPrefixes.some(([, stored]) => toWords(name)?.startsWith(stored))
  );
}

/** The four attributes that Trig keeps on every customer who has been in a programme; they outlive it. */
export function activityAttributes({ kind, slug }: ProgrammeRef): ActivityAttributes {
  const object = objectName(slug.toLowerCase().replaceAll("-", "_"), programmeNames[kind].attributeEnding);
  return {
    currentlyMember: `currently_member_of_${object}`,
    lastEntry: `last_entry_to_${object}`,
    lastExit: `last_exit_from_${object}`,
    lastCompletion: `last_completion_of_${object}`,
  };
}

function toStoredSpelling(word: string): string {
  return Object.hasOwn(spellings, word) ? (spellings[word] ?? word) : word;
}

function objectName(words: string, ending: string): string {
  const base = words.endsWith(ending) ? words.slice(0, -ending.length) : words;
  if (base.length + ending.length <= OBJECT_MAX_LENGTH) return base + ending;
  // Two long names that begin alike must not share their attributes.
  const mark = `_${hash(base)}`;
  return base.slice(0, OBJECT_MAX_LENGTH - ending.length - mark.length) + mark + ending;
}

function hash(text: string): string {
  let sum = 2_166_136_261;
  for (const character of text) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return sum.toString(36).padStart(7, "0");
}
