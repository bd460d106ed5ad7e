import type { ReactNode } from "react";
import { OverTime } from "@/components/jobs/charts/over-time";
import { TimeToCompletion } from "@/components/jobs/charts/time-to-completion";
import { customersHref, deliveriesHref, type Place } from "@/components/jobs/hrefs";
import { InItNow } from "@/components/jobs/passes/in-it-now";
import { LeftLately } from "@/components/jobs/passes/left-lately";
import { Exits } from "@/components/jobs/report/exits";
import { Flow } from "@/components/jobs/report/flow";
import { Outcomes } from "@/components/jobs/report/outcomes";
import { VersionTable } from "@/components/jobs/report/version-table";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { AskWhose } from "@/components/why/ask-whose";
import type { ProgrammeOverview } from "@/lib/insights/programmes/get-overview";
import type { NextStep } from "@/lib/insights/programmes/next-step-sentence";
import type { PassRow } from "@/lib/insights/report/list-passes";
import type { Report } from "@/lib/insights/report/schema";
import type { Definition } from "@/lib/programmes/schema";
import { count } from "@/lib/words/figures";

interface Props {
  place: Place;
  job: ProgrammeOverview;
  report: Report;
  definition: Definition | null;
  open: PassRow[];
  left: PassRow[];
  steps: ReadonlyMap<string, NextStep>;
  now: Date;
  zone: string;
}

/** A job's report below its figures: what happened when, what it does with what came of it, and who. */
export function ReportBody(props: Props) {
  const { place, job, report, now, zone } = props;
  return (
    <div className="mt-8 space-y-8">
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-8">
          {report.figures.entered > 0 ? <OverTime place={place} overTime={report.overTime} /> : null}
          <Section title="What it does">
            <FlowOrHint {...props} />
          </Section>
          <InIt {...props} />
        </div>
        <Aside {...props} />
      </div>
      {report.versions.length > 1 ? (
        <Section title="Versions" count={count(report.versions.length)}>
          <VersionTable
            place={place}
            versions={report.versions}
            liveVersion={job.liveVersion}
            now={now}
            zone={zone}
          />
        </Section>
      ) : null}
    </div>
  );
}

function FlowOrHint({ place, job, report, definition }: Props) {
  if (definition) return <Flow place={place} definition={definition} report={report} />;
  return (
    <Note>
      The draft is not whole yet. <code className="font-mono text-sm">GET /api/v1/jobs/{job.slug}</code> lists
      what is missing.
    </Note>
  );
}

function InIt({ place, job, report, open, steps, zone }: Props) {
  return (
    <div id="in-it" className="scroll-mt-6">
      <Section
        title="In it now"
        count={count(report.figures.open)}
        action={
          report.figures.open > open.length ? (
            <Link href={customersHref(place, { show: "open" })} className="quiet-link">
              All of them
            </Link>
          ) : null
        }
      >
        {open.length > 0 ? (
          <InItNow workspace={place.workspace} job={job.slug} passes={open} steps={steps} zone={zone} />
        ) : (
          <Note>
            {job.status === "live" && (place.version ?? job.liveVersion) === job.liveVersion
              ? "Nobody is in it. Customers enter on their own as soon as they match."
              : "Nobody is in it."}
          </Note>
        )}
      </Section>
    </div>
  );
}

function Aside({ place, job, report, left, now, zone }: Props) {
  const { outcomes, exits, timeToCompletion } = report;
  return (
    <div className="min-w-0 space-y-8">
      {report.figures.entered > 0 ? <TimeToCompletion place={place} times={timeToCompletion} /> : null}
      <Section title="Why, or why not?">
        <AskWhose
          workspace={place.workspace}
          programme={{ kind: "job", slug: job.slug }}
          target={job.target}
        />
      </Section>
      {exits.length > 0 ? (
        <Section title="Why they exited" count={count(report.figures.exited)}>
          <Exits place={place} exits={exits} />
        </Section>
      ) : null}
      <Section
        title="Deliveries"
        action={
          outcomes.length > 0 ? (
            <Link href={deliveriesHref(place, {})} className="quiet-link">
              All of them
            </Link>
          ) : null
        }
      >
        {outcomes.length > 0 ? (
          <Outcomes place={place} outcomes={outcomes} />
        ) : (
          <Note>Nothing has been sent or written yet.</Note>
        )}
      </Section>
      <Section title="Left lately">
        {left.length > 0 ? (
          <LeftLately workspace={place.workspace} job={job.slug} passes={left} now={now} zone={zone} />
        ) : (
          <Note>Nobody has completed it or exited yet.</Note>
        )}
      </Section>
    </div>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <p className="card px-4 py-6 text-ink-2">{children}</p>;
}
