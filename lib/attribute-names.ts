const MAX_LENGTH = 80;
const OBJECT_MAX_LENGTH = 60;
/** Rules ask for the same few names over and over. */
const REMEMBERED_AT_MOST = 10_000;
const canonical = new Map<string, string>();

/** The two spellings of our words, to the one under which they are stored. */
const spellings: Readonly<Record<string, string>> = {
  organisation: "organization",
  organisations: "organizations",
  behavior: "behaviour",
  behaviors: "behaviours",
};

const activityPrefixes: ReadonlyArray<readonly [alias: string, stored: string]> = [
  ["last_entered_", "last_entry_to_"],
  ["last_completed_", "last_completion_of_"],
  ["last_exited_", "last_exit_from_"],
  ["last_entry_to_", "last_entry_to_"],
  ["last_completion_of_", "last_completion_of_"],
  ["last_exit_from_", "last_exit_from_"],
  ["currently_member_of_", "currently_member_of_"],
];

/** What Trig writes on a customer about one job, behaviour or stage. */
export interface ActivityAttributes {
  currentlyMember: string;
  lastEntry: string;
  lastExit: string;
  lastCompletion: string;
}

/** The key under which a trait is stored, whatever way its sender spells it: firstName, "First Name" and first_name are one attribute. Null when nothing of the name can be written. */
export function toAttributeKey(name: string): string | null {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  if (words === "") return null;
  return canonicalKey(/^[a-z]/.test(words) ? words : `x_${words}`);
}

/** The stored key that a key in a condition or placeholder means: older names of activity attributes and both spellings of organisation and behaviour are accepted, in any case. */
export function canonicalKey(key: string): string {
  const before = canonical.get(key);
  if (before !== undefined) return before;
  const stored = toCanonical(key);
  if (canonical.size >= REMEMBERED_AT_MOST) canonical.clear();
  canonical.set(key, stored);
  return stored;
}

function toCanonical(key: string): string {
  const lower = key.toLowerCase();
  const prefix = activityPrefixes.find(([alias]) => lower.startsWith(alias));
  const stored = prefix
    ? prefix[1] + lower.slice(prefix[0].length).replace(/_behavior$/, "_behaviour")
    : lower.split("_").map(toStoredSpelling).join("_");
  return stored.slice(0, MAX_LENGTH);
}

/** The four attributes that Trig keeps on every customer who has been in a programme; they outlive it. */
export function activityAttributes(programme: {
  kind: "job" | "behaviour" | "stage";
  slug: string;
}): ActivityAttributes {
  const object = objectName(programme.slug.toLowerCase().replaceAll("-", "_"), `_${programme.kind}`);
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
