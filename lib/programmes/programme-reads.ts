import { type Reads, reads } from "@/lib/audiences/reads";
import type { Condition } from "@/lib/audiences/schema";
import type { Definition } from "@/lib/programmes/schema";

const known = new WeakMap<Definition, Reads>();

/** What a programme's verdicts depend on: only customers for whom one of these changed have to be looked at. */
export function programmeReads(definition: Definition): Reads {
  const before = known.get(definition);
  if (before) return before;
  const conditions: Condition[] = [
    ...definition.audience.any.flatMap((group) => group.all),
    ...definition.exclusions,
    ...definition.goal.filter.any.flatMap((group) => group.all),
  ];
  const found = reads(conditions, definition.target);
  known.set(definition, found);
  return found;
}
