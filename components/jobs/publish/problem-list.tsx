import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { Link } from "@/components/ui/link";
import type { Problem } from "@/lib/programmes/schema";

interface Props {
  problems: readonly Problem[];
  /** Where a problem is mended. */
  hrefOf: (problem: Problem) => string;
  /** Where it stands, in words. */
  placeOf: (problem: Problem) => string;
}

const looks = {
  error: { icon: CircleAlert, words: "Error", ink: "text-bad-ink" },
  warning: { icon: TriangleAlert, words: "Warning", ink: "text-warn-ink" },
  note: { icon: Info, words: "Advice", ink: "text-ink-3" },
} as const;

/** What is wrong with a draft; each line leads to the field where it is mended. */
export function ProblemList({ problems, hrefOf, placeOf }: Props) {
  return (
    <ul className="card divide-y divide-line overflow-hidden">
      {problems.map((problem, index) => {
        const { icon: Icon, words, ink } = looks[problem.severity];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same can be wrong twice in one place
          <li key={`${index} ${problem.path}`}>
            <Link href={hrefOf(problem)} className="flex gap-3 px-4 py-3 hover:bg-lit">
              <Icon role="img" aria-label={words} size={16} className={`mt-0.5 shrink-0 ${ink}`} />
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <span className="block text-pretty">{problem.message}</span>
                <span className="block text-sm text-pretty text-ink-2">
                  <span className="text-ink-3">{placeOf(problem)}</span>
                  {problem.fix ? ` · ${problem.fix}` : ""}
                </span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
