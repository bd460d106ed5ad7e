import "server-only";
import type { Context } from "@/lib/context";
import { mergePasses } from "@/lib/lifecycle/merge-passes";
import { mergePeople } from "@/lib/profiles/identity/merge-people";
import type { Customer } from "@/lib/profiles/schema";

export interface Joined {
  /** Who lives on. */
  people: Set<string>;
  /** Who was joined into somebody else. */
  gone: Set<string>;
  /** Enrolments that ended because the person was joined. */
  ended: string[];
}

/** Joins people whose names turned out to be one person's: profile first, then their passes. */
export async function joinPeople(
  ctx: Context,
  merges: readonly { from: string; into: string }[],
  people: ReadonlyMap<string, Customer>,
): Promise<Joined> {
  const joined: Joined = { people: new Set(), gone: new Set(), ended: [] };
  for (const merge of merges) {
    const from = people.get(merge.from);
    const into = people.get(merge.into);
    if (!from || !into) continue;
    await mergePeople(ctx, from, into);
    joined.ended.push(...(await mergePasses(ctx, from.id, into)));
    joined.people.add(into.id);
    joined.gone.add(from.id);
  }
  return joined;
}
