"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { useMark } from "@/components/editor/outline/lines/use-mark";
import { plural } from "@/lib/words/figures";

/** That something is wrong with a line; a click leads to its field. */
export function ProblemMark({ id, holder }: { id: string; holder?: string | undefined }) {
  const mark = useMark(id, holder);
  if (!mark) return null;
  const { severity, count, first } = mark;
  const Icon = severity === "error" ? CircleAlert : TriangleAlert;
  return (
    <button
      type="button"
      tabIndex={-1}
      data-do="problem"
      title={first.problem.message}
      aria-label={`${plural(count, severity)}: ${first.problem.message}`}
      className={`grid size-7 shrink-0 place-items-center rounded-md hover:bg-lit pointer-coarse:size-9 ${severity === "error" ? "text-bad-ink" : "text-warn-ink"}`}
    >
      <Icon aria-hidden size={15} strokeWidth={2} />
    </button>
  );
}
