import { definitionSchema } from "@/lib/programmes/definition-schema";
import { valueAt } from "@/lib/programmes/draft/definition-words";
import { pathText } from "@/lib/programmes/draft/shape-problems";
import type { Definition } from "@/lib/programmes/schema";

export interface Readable {
  /** What can be read, so that its other problems are found in the same breath; null when nothing can. */
  readable: Definition | null;
  /** Whether a place in what was readable exists in what was written, and what it is called there; null for what was left out. */
  placeOf(path: string): string | null;
}

/** Lists of which one item can be left out, so that the others are read. */
const lists = new Set<PropertyKey>([
  "entry",
  "steps",
  "completion",
  "exit",
  "exclusions",
  "arms",
  "otherwise",
]);
/** What stands for a part that cannot be read and may not be missing. */
const stand: Record<string, unknown> = { name: "?", audience: { any: [] }, goal: { filter: { any: [] } } };
/** Leaving one thing out may make what holds it incomplete: a branch whose arms are all left out goes with them. */
const MOST_ROUNDS = 6;

/** Reads what is sound of a definition: what is unknown, broken or holds what is broken is left out, and nothing else. */
export function readInSpiteOf(written: Record<string, unknown>): Readable {
  const known = withoutUnknown(written);
  const broken = new Set<string>();
  /** By the place of a list as it is written, which of its items are left out. */
  const dropped = new Map<string, Set<number>>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const read = definitionSchema.safeParse(soundPart(known, broken, dropped));
    if (read.success) return { readable: read.data, placeOf: placesIn(broken, dropped) };
    const places = read.error.issues.map(({ path }) => toWritten(path, dropped));
    for (const place of places) {
      const at = place.findLastIndex((key, index) => typeof key === "number" && isList(place[index - 1]));
      const item = place[at];
      if (typeof item !== "number") broken.add(String(place[0]));
      else {
        const list = pathText(place.slice(0, at));
        dropped.set(list, (dropped.get(list) ?? new Set()).add(item));
      }
    }
  }
  return { readable: null, placeOf: () => null };
}

function withoutUnknown(written: Record<string, unknown>): Record<string, unknown> {
  const known = structuredClone(written);
  for (const issue of definitionSchema.safeParse(known).error?.issues ?? []) {
    const holder = valueAt(known, issue.path);
    if (issue.code !== "unrecognized_keys" || typeof holder !== "object" || holder === null) continue;
    for (const key of issue.keys) Reflect.deleteProperty(holder, key);
  }
  return known;
}

type Dropped = ReadonlyMap<string, ReadonlySet<number>>;

function soundPart(known: Record<string, unknown>, broken: ReadonlySet<string>, dropped: Dropped) {
  const sound = Object.entries(known).flatMap(([key, value]): [string, unknown][] =>
    broken.has(key) ? [] : [[key, without(dropped, value, key)]],
  );
  const stands = Object.entries(stand).filter(([key]) => broken.has(key));
  return Object.fromEntries([...sound, ...stands]);
}

function without(dropped: Dropped, value: unknown, at: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, without(dropped, one, `${at}.${key}`)]),
    );
  const out = dropped.get(at);
  return value.flatMap((one: unknown, index) =>
    out?.has(index) ? [] : [without(dropped, one, `${at}[${index}]`)],
  );
}

/** A place in what was read as the place that it has in what was written. */
function toWritten(path: readonly PropertyKey[], dropped: Dropped): PropertyKey[] {
  const written: PropertyKey[] = [];
  for (const key of path) {
    const out = typeof key === "number" ? dropped.get(pathText(written)) : undefined;
    let place = key;
    if (typeof place === "number" && out) for (let at = 0; at <= place; at++) if (out.has(at)) place++;
    written.push(place);
  }
  return written;
}

function placesIn(broken: ReadonlySet<string>, dropped: Dropped): Readable["placeOf"] {
  return (path) => {
    const keys = [...path.matchAll(/[^.[\]]+/g)].map(([key]) => (/^\d+$/.test(key) ? Number(key) : key));
    const place = pathText(toWritten(keys, dropped));
    if (broken.has(String(keys[0]))) return null;
    // What is said about something as a whole may be untrue of it as written.
    const isIncomplete = [...dropped.keys()].some((list) => list === place || list.startsWith(`${place}.`));
    return isIncomplete ? null : place;
  };
}

function isList(key: PropertyKey | undefined): boolean {
  return key !== undefined && lists.has(key);
}
