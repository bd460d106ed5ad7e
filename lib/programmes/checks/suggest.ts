import { nearestWord } from "@/lib/nearest-word";
import type { CheckInput } from "@/lib/programmes/checks/surroundings";

/** After so many nobody reads on, and each costs a comparison with every name there is. */
const MOST_SUGGESTED = 50;
const suggested = new WeakMap<CheckInput, Map<string, string | null>>();

/** What the author of a definition most likely meant by a name that is not known, asked once for each name. */
export function suggest(input: CheckInput, written: string, names: Iterable<string>): string | null {
  const known = suggested.get(input) ?? new Map<string, string | null>();
  suggested.set(input, known);
  const before = known.get(written);
  if (before !== undefined) return before;
  if (known.size >= MOST_SUGGESTED) return null;
  const meant = nearestWord(written, names);
  known.set(written, meant);
  return meant;
}
