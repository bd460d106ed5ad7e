import { partAt } from "@/lib/programmes/edit/selection-at";
import { placedIds } from "@/lib/programmes/flow";
import type { Definition, Problem } from "@/lib/programmes/schema";

/** A problem with the field in which it lies, as a path within what it belongs to. */
export interface PlacedProblem {
  problem: Problem;
  field: string;
}

/** The problems of a definition by what they belong to: a step, action, arm or part. The same as asking selectionAt of each, at once. */
export function problemsBySelection(
  definition: Definition,
  problems: readonly Problem[],
): ReadonlyMap<string, PlacedProblem[]> {
  const ids = new Map(placedIds(definition).map(({ path, id }) => [path, id]));
  const found = new Map<string, PlacedProblem[]>();
  for (const problem of problems) {
    const { selected, field } = ownerOf(problem.path, ids);
    found.set(selected, [...(found.get(selected) ?? []), { problem, field }]);
  }
  return found;
}

function ownerOf(path: string, ids: ReadonlyMap<string, string>) {
  for (let at = path; at !== ""; at = at.replace(/(?:^|\.)[^.[\]]+$|\[\d+\]$/, "")) {
    const selected = ids.get(at);
    if (selected !== undefined) return { selected, field: path.slice(at.length).replace(/^\./, "") };
  }
  return { selected: partAt(path), field: path };
}
