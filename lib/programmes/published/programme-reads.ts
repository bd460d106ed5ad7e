import { type Reads, reads } from "@/lib/audiences/reads";
import { type FilterRole, filtersOf } from "@/lib/programmes/filters-of";
import type { LiveProgramme } from "@/lib/programmes/published/live-programmes";
import type { Definition } from "@/lib/programmes/schema";

/** Whether a change of a filter's verdict may begin or end a pass; the others are asked when an action is due. */
const DECIDES: Readonly<Record<FilterRole, boolean>> = {
  audience: true,
  exclusion: true,
  goal: true,
  when: false,
  recipients: false,
  arm: false,
};
const known = new WeakMap<Definition, Reads>();

/**
 * What a programme's verdicts depend on, in each version in use: only customers for whom one of these changed have to be looked at.
 */
export function programmeReads({ definitions }: Pick<LiveProgramme, "definitions">): Reads[] {
  return [...definitions.values()].map(definitionReads);
}

function definitionReads(definition: Definition): Reads {
  const before = known.get(definition);
  if (before) return before;
  const deciding = filtersOf(definition).filter(({ role }) => DECIDES[role]);
  const conditions = deciding.flatMap(({ filter }) => filter.any.flatMap((group) => group.all));
  const found = reads(conditions, definition.target);
  known.set(definition, found);
  return found;
}
