import { Check, X } from "lucide-react";
import { ConditionRows } from "@/components/why/condition-rows";
import { blockingCondition } from "@/lib/insights/why/entry/questions";
import type { WhyQuestion } from "@/lib/insights/why/schema";

/** What is asked before a customer enters, in order, each with its answer; the first that keeps them out is marked. */
export function Checklist({ questions, zone }: { questions: WhyQuestion[]; zone: string }) {
  return (
    <ol className="card divide-y divide-line overflow-hidden">
      {questions.map((question) => (
        <Question key={question.id} question={question} zone={zone} />
      ))}
    </ol>
  );
}

function Question({ question, zone }: { question: WhyQuestion; zone: string }) {
  const { id, asks, says, passes, blocks, groups } = question;
  const Icon = passes ? Check : X;
  const mark = passes
    ? "bg-good-soft text-good-ink"
    : blocks
      ? "bg-bad-soft text-bad-ink"
      : "bg-sunken text-ink-3";
  return (
    <li className={`flex gap-3 px-4 py-3 ${blocks ? "shadow-[inset_3px_0_0_var(--bad)]" : ""}`}>
      <span className={`mt-px grid size-5 shrink-0 place-items-center rounded-full ${mark}`}>
        <Icon aria-hidden size={12} strokeWidth={2.5} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 className="font-medium">{asks}</h3>
          {blocks ? (
            <p className="rounded-full bg-bad-soft px-2 text-xs leading-5 font-medium text-bad-ink">
              This blocks
            </p>
          ) : null}
        </div>
        <p className="text-pretty text-ink-2">{says}</p>
        <ConditionRows
          groups={groups}
          holdsIsGood={id === "audience"}
          blockingPath={blockingCondition(question)?.path ?? null}
          between={id === "exclusion" ? null : "or"}
          zone={zone}
        />
      </div>
    </li>
  );
}
