"use client";

import { useEditorState } from "@/components/editor/editor-context";
import type { EditorState } from "@/components/editor/editor-store";
import { problemsBySelection } from "@/lib/programmes/edit/problems-by-selection";
import type { Problem } from "@/lib/programmes/schema";
import { plural } from "@/lib/words/figures";

/** That something is wrong with what it stands at; nothing for what is new and still being filled in. */
export function ProblemMark({ id }: { id: string }) {
  const words = useEditorState((state) => (state.fresh.has(id) ? undefined : wordsOf(state).get(id)));
  if (!words) return null;
  const isError = words.endsWith("error") || words.endsWith("errors");
  return (
    <span className="mt-0.5 grid size-4 shrink-0 place-items-center" title={words}>
      <span aria-hidden className={`size-2 rounded-full ${isError ? "bg-bad" : "bg-warn"}`} />
      <span className="sr-only">{words}</span>
    </span>
  );
}

const known = new WeakMap<readonly Problem[], ReadonlyMap<string, string>>();

/** For each part of the definition how many errors it has; where it has none, how many warnings. Counted once for each list of problems. */
function wordsOf({ definition, problems }: EditorState): ReadonlyMap<string, string> {
  const counted = known.get(problems);
  if (counted) return counted;
  const words = new Map<string, string>();
  for (const [id, placed] of problemsBySelection(definition, problems)) {
    const count = (severity: Problem["severity"]) =>
      placed.filter(({ problem }) => problem.severity === severity).length;
    const errors = count("error");
    const warnings = count("warning");
    if (errors > 0) words.set(id, plural(errors, "error"));
    else if (warnings > 0) words.set(id, plural(warnings, "warning"));
  }
  known.set(problems, words);
  return words;
}
