import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import { kindParts } from "@/components/flow/kinds";
import { FlowNode } from "@/components/jobs/report/flow-node";
import { waysOf } from "@/lib/programmes/flow";
import type { Step } from "@/lib/programmes/schema";
import { flowEntry, isAction, stepEntry } from "@/lib/programmes/steps";

interface Props {
  steps: readonly Step[];
  /** How many wait before a step. */
  waiting(stepId: string): ReactNode;
  /** What an action does, and what became of it. */
  line(step: Step): ReactNode;
}

/** The steps of a flow on its rail; a branch holds its arms, each with a rail of its own. */
export function FlowSteps({ steps, waiting, line }: Props) {
  return steps.map((step) => {
    const ways = waysOf(step);
    return (
      <FlowNode
        key={step.id}
        icon={ways.length > 0 ? kindParts[step.kind].icon : Clock}
        title={stepEntry(step).title(step)}
        figure={waiting(step.id)}
      >
        {isAction(step)
          ? line(step)
          : ways.map((way) => (
              <section key={way.id} className="mt-3 border-l border-line pl-3 sm:pl-4">
                <h4 className="text-pretty text-ink-2 [overflow-wrap:anywhere]">
                  {flowEntry(step).wayWords(step, way.id)}
                </h4>
                {way.steps.length > 0 ? (
                  <ol className="mt-2.5">
                    <FlowSteps steps={way.steps} waiting={waiting} line={line} />
                  </ol>
                ) : (
                  <p className="text-sm text-ink-3">Nothing.</p>
                )}
              </section>
            ))}
      </FlowNode>
    );
  });
}
