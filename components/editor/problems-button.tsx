"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useEditorState } from "@/components/editor/editor-context";
import { plural } from "@/lib/words/figures";

/** How much stands in the way of publishing; opens the list of problems. */
export function ProblemsButton({ isOpen, toggle }: { isOpen: boolean; toggle: () => void }) {
  const problems = useEditorState((state) => state.problems);
  const count = (severity: string) => problems.filter((one) => one.severity === severity).length;
  const errors = count("error");
  const warnings = count("warning");
  const words =
    errors > 0 ? plural(errors, "error") : warnings > 0 ? plural(warnings, "warning") : "No problems";
  const Icon = errors > 0 ? CircleAlert : warnings > 0 ? TriangleAlert : CircleCheck;
  const ink = errors > 0 ? "text-bad-ink" : warnings > 0 ? "text-warn-ink" : "text-ink-3";
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={toggle}
      className={`inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm whitespace-nowrap hover:bg-lit ${ink}`}
    >
      <Icon aria-hidden size={15} strokeWidth={1.75} />
      {words}
    </button>
  );
}
