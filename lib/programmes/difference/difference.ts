import { itemChanges } from "@/lib/programmes/difference/item-changes";
import { partChanges } from "@/lib/programmes/difference/part-changes";
import { type Change, type ChangeGroup, changeGroups } from "@/lib/programmes/difference/schema";
import type { Definition } from "@/lib/programmes/schema";

/**
 * Everything that is different between two definitions, by the parts of a job: audience, goal, steps, messages, settings. Nothing where both
 * say the same; what was only moved is only moved. Runs in the browser too.
 */
export function difference(before: Definition, after: Definition): Change[] {
  const found = [...partChanges(before, after), ...itemChanges(before, after)];
  return changeGroups.flatMap((group) => found.filter((change) => change.group === group));
}

/** The same, a list for each group that has changes. */
export function byGroup(changes: readonly Change[]): { group: ChangeGroup; changes: Change[] }[] {
  return changeGroups.flatMap((group) => {
    const mine = changes.filter((change) => change.group === group);
    return mine.length > 0 ? [{ group, changes: mine }] : [];
  });
}
