import type { Clash } from "@/lib/audiences/conditions/entry";
import { entryOf, isAlike } from "@/lib/audiences/conditions/kinds";
import type { Condition, ConditionKind, ConditionOf, Filter } from "@/lib/audiences/schema";

/** Two conditions of one group that can never hold together, so that the group matches nobody. */
export interface Contradiction extends Clash {
  /** The later of the two, e.g. "any[0].all[2]". */
  path: string;
  /** The earlier of the two. */
  with: string;
}

/** Pairs of conditions that cannot both hold. */
export function findContradictions(filter: Filter): Contradiction[] {
  return filter.any.flatMap(({ all }, group) =>
    all.flatMap((later, index) =>
      all.slice(0, index).flatMap((earlier, place) => {
        const clash = clashOf(earlier, later);
        const pathOf = (at: number) => `any[${group}].all[${at}]`;
        return clash ? [{ path: pathOf(index), with: pathOf(place), ...clash }] : [];
      }),
    ),
  );
}

function clashOf<Kind extends ConditionKind>(earlier: ConditionOf<Kind>, later: Condition): Clash | null {
  return isAlike(earlier, later) ? entryOf(earlier).clash(earlier, later) : null;
}
