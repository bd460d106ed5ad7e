import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { Problem } from "@/lib/programmes/schema";

/** How each severity looks, the gravest first. */
export const severities = {
  error: { icon: CircleAlert, name: "Error", ink: "text-bad-ink" },
  warning: { icon: TriangleAlert, name: "Warning", ink: "text-warn-ink" },
  note: { icon: Info, name: "Advice", ink: "text-ink-3" },
} as const;

export type Noted = Pick<Problem, "severity" | "message"> & { fix?: string | undefined };

/** What is wrong with a field, below it. */
export function ProblemNotes({ id, problems }: { id?: string; problems: readonly Noted[] }) {
  if (problems.length === 0) return null;
  return (
    <ul id={id} className="mt-1.5 space-y-1">
      {problems.map((problem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same can be wrong twice in one place
        <ProblemNote key={`${index} ${problem.message}`} {...problem} />
      ))}
    </ul>
  );
}

function ProblemNote({ severity, message, fix }: Noted) {
  const { icon: Icon, name, ink } = severities[severity];
  return (
    <li className={`flex gap-1.5 text-sm text-pretty ${ink}`}>
      <Icon role="img" aria-label={name} size={14} strokeWidth={2} className="mt-[3px] shrink-0" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {message}
        {fix ? <span className="text-ink-2"> {fix}</span> : null}
      </span>
    </li>
  );
}
