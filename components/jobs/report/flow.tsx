import { CheckCircle2, CircleDot, Clock, DoorOpen, LogIn } from "lucide-react";
import { customersHref, type Place } from "@/components/jobs/hrefs";
import { ActionLine } from "@/components/jobs/report/action-line";
import { FlowNode } from "@/components/jobs/report/flow-node";
import { FlowSteps } from "@/components/jobs/report/flow-steps";
import { Link } from "@/components/ui/link";
import type { PassFilter } from "@/lib/insights/report/pass-filter";
import type { Report } from "@/lib/insights/report/schema";
import { describeProgramme } from "@/lib/programmes/describe";
import { findStep } from "@/lib/programmes/flow";
import type { Definition, Step } from "@/lib/programmes/schema";
import { isAction } from "@/lib/programmes/steps";
import { plural } from "@/lib/words/figures";

interface Props {
  place: Place;
  definition: Definition;
  report: Report;
}

/** A job in words, from who may enter to how it ends, with the figures at every step. */
export function Flow({ place, definition, report }: Props) {
  const { figures, outcomes } = report;
  const line = (action: Definition["entry"][number] | Step) =>
    isAction(action) ? (
      <ActionLine
        key={action.id}
        place={place}
        action={action}
        target={definition.target}
        outcomes={outcomes}
      />
    ) : null;
  const figure = (customers: number, words: string, filter: PassFilter) =>
    customers === 0 ? null : (
      <Link href={customersHref(place, filter)} className="quiet-link">
        {words}
      </Link>
    );
  const waiting = (step: string) => {
    const standing = standingAt(report, step);
    return figure(standing, plural(standing, "waits here", "wait here"), { show: "open", step });
  };
  const words = describeProgramme(definition);
  const past = waiting("");
  const elsewhere = standingElsewhere(report, definition);
  return (
    <ol className="card px-4 py-5 sm:px-6">
      <FlowNode icon={CircleDot} title="Who may enter">
        <p>{[...words.audience, ...words.exclusions].join(" ")}</p>
      </FlowNode>
      <FlowNode
        icon={LogIn}
        title="On entry"
        figure={figure(figures.entered, plural(figures.entered, "entered", "entered"), { show: "entered" })}
      >
        {definition.entry.map(line)}
      </FlowNode>
      <FlowSteps steps={definition.steps} waiting={waiting} line={line} />
      {past ? <FlowNode icon={Clock} title="Then nothing more, until the end" figure={past} /> : null}
      {elsewhere.length > 0 ? (
        <FlowNode icon={Clock} title="At steps of other versions">
          {elsewhere.map(({ stepId, customers }) => (
            <p key={stepId} className="flex justify-between gap-4">
              <code className="min-w-0 truncate font-mono text-sm">{stepId}</code>
              <span className="text-sm whitespace-nowrap tabular-nums">
                {figure(customers, plural(customers, "waits here", "wait here"), {
                  show: "open",
                  step: stepId ?? "",
                })}
              </span>
            </p>
          ))}
        </FlowNode>
      ) : null}
      <FlowNode
        icon={CheckCircle2}
        tone="good"
        title={title(words.goal)}
        figure={figure(figures.completed, plural(figures.completed, "completed", "completed"), {
          show: "completed",
        })}
      >
        {definition.completion.map(line)}
      </FlowNode>
      <FlowNode
        icon={DoorOpen}
        title={title(words.exit)}
        figure={figure(figures.exited, plural(figures.exited, "exited", "exited"), { show: "exited" })}
        last
      >
        {definition.exit.map(line)}
      </FlowNode>
    </ol>
  );
}

function standingAt({ standing }: Report, step: string): number {
  return standing.find(({ stepId }) => (stepId ?? "") === step)?.customers ?? 0;
}

/** Who stands before a step that this version does not have. */
function standingElsewhere({ standing }: Report, definition: Definition): Report["standing"] {
  return standing.filter(({ stepId }) => stepId !== null && findStep(definition, stepId) === null);
}

/** The first sentence as a heading, without its full stop. */
function title([sentence]: string[]): string {
  return sentence?.replace(/\.$/, "") ?? "";
}
