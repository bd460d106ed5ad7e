import { customerHref } from "@/components/links/hrefs";
import { ProgrammeLink } from "@/components/links/programme-link";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { ActionList } from "@/components/why/action-list";
import { ActionVerdict } from "@/components/why/action-verdict";
import { AskWhy } from "@/components/why/ask-why";
import { Checklist } from "@/components/why/checklist";
import { ConditionRows } from "@/components/why/condition-rows";
import { PassStory } from "@/components/why/pass-story";
import { Verdict } from "@/components/why/verdict";
import type { Why } from "@/lib/insights/why/schema";
import type { NamedProgramme } from "@/lib/programme-kinds";

interface Props {
  workspace: string;
  why: Why;
  /** The action that was asked for, if one was. */
  action?: string | undefined;
  /** Others that can be asked. */
  programmes: NamedProgramme[];
  now: Date;
  zone: string;
}

/** Why a customer is in a programme or not: the verdict, what was asked with the values seen, and what came of it. */
export function WhyView({ workspace, why, action, programmes, now, zone }: Props) {
  const asked = why.actions.find(({ actionId }) => actionId === action) ?? null;
  // Of somebody who is kept out, one sentence says it of every action.
  const isTold = why.actions.some(({ verdict }) => action !== undefined || verdict !== "outside");
  const { customer, job, standing, passes } = why;
  const isOutside = standing.now === "never_entered";
  const questions = (
    <Section title={isOutside ? "What is asked before entering" : "What is asked before entering again"}>
      <Checklist questions={why.questions} zone={zone} />
    </Section>
  );
  return (
    <>
      <PageHeader
        title={`Why? ${customer.shortName} and ${job.name}`}
        up={{ href: customerHref(workspace, customer), label: customer.name }}
        aside={<Status tone={toneOf(why)}>{standing.words}</Status>}
        about={
          <>
            <ProgrammeLink workspace={workspace} programme={job} />
            <span className="text-ink-3">
              {" · "}
              {job.status}
              {job.version === null ? "" : `, version ${job.version}`}
            </span>
          </>
        }
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <div className="min-w-0 space-y-8">
          {asked ? <ActionVerdict workspace={workspace} answer={asked} now={now} zone={zone} /> : null}
          {action && !asked ? (
            <p className="card px-5 py-4 text-ink-2">
              No version of {job.name} has an action “{action}”. Below are those it has.
            </p>
          ) : null}
          <Verdict why={why} now={now} zone={zone} />
          {isOutside ? questions : null}
          {isTold ? (
            <Section title={`What ${customer.shortName} gets, and why not`}>
              <ActionList workspace={workspace} why={why} asked={asked?.actionId ?? null} />
            </Section>
          ) : null}
          {why.goal.length > 0 ? (
            <Section title="What completes it">
              <div className="card px-4 pt-1 pb-3">
                <ConditionRows groups={why.goal} holdsIsGood blockingPath={null} between="or" zone={zone} />
              </div>
            </Section>
          ) : null}
          {passes.map((pass, index) => (
            <Section key={pass.id} title={storyTitle(pass, index, passes.length)}>
              <PassStory
                workspace={workspace}
                pass={pass}
                ahead={pass.status === "open" ? why.ahead : []}
                now={now}
                zone={zone}
              />
            </Section>
          ))}
          {standing.now === "completed" || standing.now === "exited" ? questions : null}
        </div>
        <AskWhy workspace={workspace} customer={customer} programmes={programmes} here={job} />
      </div>
    </>
  );
}

function storyTitle({ pass }: { pass: number }, index: number, told: number): string {
  if (told === 1) return "What happened";
  return index === 0 ? `What happened, pass ${pass}` : `Before that, pass ${pass}`;
}

function toneOf({ standing }: Why) {
  if (standing.now === "inside") return "info";
  return standing.now === "completed" ? "good" : "idle";
}
