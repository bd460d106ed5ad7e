import { useEditorState } from "@/components/editor/editor-context";
import type { EditorState } from "@/components/editor/editor-store";
import { type PlacedProblem, problemsBySelection } from "@/lib/programmes/edit/problems-by-selection";
import type { Problem } from "@/lib/programmes/schema";

/** Of the problems of one line: how grave, how many, and what to look at first. Problems of what is new wait until it is left. */
export interface Mark {
  severity: "error" | "warning";
  count: number;
  first: PlacedProblem;
}

/** Problems are placed once for each time they are found; every line asks for its own. */
const placed = new WeakMap<readonly Problem[], ReadonlyMap<string, Mark>>();

/** The mark of a line; null where nothing is to be said. `holder`: the branch of an arm, whose arms are as new as itself. */
export function useMark(id: string, holder?: string): Mark | null {
  return useEditorState((state) => markOf(state, id, holder));
}

/** The same, outside of components. */
export function markOf(state: EditorState, id: string, holder?: string): Mark | null {
  if (state.fresh.has(id) || (holder !== undefined && state.fresh.has(holder))) return null;
  return marksIn(state).get(id) ?? null;
}

function marksIn({ problems, definition }: EditorState): ReadonlyMap<string, Mark> {
  const known = placed.get(problems);
  if (known) return known;
  const marks = new Map<string, Mark>();
  for (const [id, all] of problemsBySelection(definition, problems)) {
    const grave = all.filter(({ problem }) => problem.severity !== "note");
    const first = grave.find(({ problem }) => problem.severity === "error") ?? grave[0];
    if (!first) continue;
    const severity = first.problem.severity === "error" ? "error" : "warning";
    marks.set(id, { severity, count: grave.length, first });
  }
  placed.set(problems, marks);
  return marks;
}
