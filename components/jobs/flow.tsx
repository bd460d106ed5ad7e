import { CheckCircle2, CircleDot, Clock, DoorOpen, LogIn } from "lucide-react";
import Link from "next/link";
import { ActionLine } from "@/components/jobs/action-line";
import { FlowNode } from "@/components/jobs/flow-node";
import { withQuery } from "@/components/ui/hrefs";
import { durationWords } from "@/lib/actions/summary";
import { plural } from "@/lib/insights/figures";
import type { Job } from "@/lib/insights/get-job";
import { describeProgramme } from "@/lib/programmes/describe";
import type { Definition, Step } from "@/lib/programmes/schema";

interface Props {
  workspace: string;
  job: Job;
  definition: Definition;
}

/** A job in words, from who may enter to how it ends, with the figures at every step. */
export function Flow({ workspace, job, definition }: Props) {
  const line = (action: Definition["entry"][number] | Step) =>
    action.kind === "wait" ? null : (
      <ActionLine
        key={action.id}
        workspace={workspace}
        job={job.slug}
        action={action}
        target={definition.target}
        outcomes={job.outcomes}
      />
    );
  const here = (stepId: string) => {
    const standing = job.standing.get(stepId) ?? 0;
    if (standing === 0) return null;
    return (
      <Link
        href={`${withQuery(`/${workspace}/jobs/${job.slug}`, { step: stepId || "end" })}#in-it`}
        className="quiet-link text-info-ink"
      >
        {plural(standing, "waits here", "wait here")}
      </Link>
    );
  };
  const words = describeProgramme(definition);
  return (
    <ol className="card px-4 py-5 sm:px-6">
      <FlowNode icon={CircleDot} title="Who may enter">
        <p>{[...words.audience, ...words.exclusions].join(" ")}</p>
      </FlowNode>
      <FlowNode icon={LogIn} title="On entry" figure={plural(job.figures.entered, "entered", "entered")}>
        {definition.entry.map(line)}
      </FlowNode>
      {definition.steps.map((step) => (
        <FlowNode key={step.id} icon={Clock} title={stepTitle(step)} figure={here(step.id)}>
          {line(step)}
        </FlowNode>
      ))}
      {here("") ? <FlowNode icon={Clock} title="Then nothing more, until the end" figure={here("")} /> : null}
      <FlowNode
        icon={CheckCircle2}
        tone="good"
        title={title(words.goal)}
        figure={plural(job.figures.completed, "completed", "completed")}
      >
        {definition.completion.map(line)}
      </FlowNode>
      <FlowNode
        icon={DoorOpen}
        title={title(words.exit)}
        figure={plural(job.figures.exited, "exited", "exited")}
        last
      >
        {definition.exit.map(line)}
      </FlowNode>
    </ol>
  );
}

function stepTitle(step: Step): string {
  if (step.kind === "wait") return `Wait ${durationWords(step.delay)}`;
  if (step.kind === "reminder") return "Then, if the goal is not met";
  return "Then";
}

/** The first sentence as a heading, without its full stop. */
function title([sentence]: string[]): string {
  return sentence?.replace(/\.$/, "") ?? "";
}
