import type { Check } from "@/lib/programmes/checks/surroundings";
import { placedIds } from "@/lib/programmes/flow";
import type { Problem } from "@/lib/programmes/schema";

/** A step id names one thing for ever: it is what keeps a message from being sent twice. */
export const ids: Check = ({ definition, published }) => {
  const problems: Problem[] = [];
  const first = new Map<string, string>();
  const before = new Map(Object.entries(published?.steps ?? {}));
  const removed = new Set(published?.removedStepIds);
  for (const { id, kind, path } of placedIds(definition)) {
    const namesake = first.get(id);
    const at = `${path}.id`;
    if (namesake !== undefined) {
      const message = `The id "${id}" is already that of ${namesake}.`;
      problems.push({ check: "ids", severity: "error", path: at, message, fix: `Call it "${id}-2".` });
      continue;
    }
    first.set(id, path);
    const was = before.get(id);
    if (was !== undefined && was !== kind) {
      const message = `The id "${id}" belongs to a ${was} that was published; a ${kind} needs an id of its own.`;
      problems.push({ check: "ids", severity: "error", path: at, message });
    } else if (removed.has(id)) {
      const message = `The id "${id}" was used by a step of an earlier version that was removed; ids are never used again.`;
      problems.push({ check: "ids", severity: "error", path: at, message });
    }
  }
  return problems;
};
