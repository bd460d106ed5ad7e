import type { Metadata } from "next";
import Link from "next/link";
import { Figures } from "@/components/jobs/figures";
import { Flow } from "@/components/jobs/flow";
import { InItNow } from "@/components/jobs/in-it-now";
import { JobStatus } from "@/components/jobs/job-status";
import { LeftLately } from "@/components/jobs/left-lately";
import { Outcomes } from "@/components/jobs/outcomes";
import { PauseButton } from "@/components/jobs/pause-button";
import { only, withQuery } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Search } from "@/components/ui/search";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { whoseLabel } from "@/components/why/whose-label";
import { orNotFound, pageContext } from "@/lib/edge/page";
import type { WorkspacePage } from "@/lib/edge/page-props";
import { decodeCursor } from "@/lib/insights/cursor";
import { count } from "@/lib/insights/figures";
import { getJob } from "@/lib/insights/get-job";
import { listEndedPasses, listOpenPasses } from "@/lib/insights/list-enrolments";
import { nextSteps } from "@/lib/insights/next-steps";
import { pauseJob, resumeJob } from "../mutations";

type Props = WorkspacePage<{ slug: string }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).slug };
}

export default async function JobPage({ params, searchParams }: Props) {
  const { workspace: workspaceSlug, slug } = await params;
  const ctx = await pageContext(workspaceSlug);
  const { timezone: zone } = ctx.workspace;
  const query = await searchParams;
  const step = only(query.step);
  const after = only(query.after);
  const job = await orNotFound(getJob(ctx, slug));
  const [open, ended] = await Promise.all([
    listOpenPasses(ctx, { programmeId: job.id, atStep: step === "end" ? "" : step }, decodeCursor(after)),
    listEndedPasses(ctx, job.id, null),
  ]);
  const steps = await nextSteps(ctx, {
    programmeId: job.id,
    passes: open.rows,
    zone,
  });
  const here = `/${ctx.workspace.slug}/jobs/${slug}`;
  return (
    <>
      <PageHeader
        title={job.name}
        up={{ href: `/${ctx.workspace.slug}/jobs`, label: "Jobs" }}
        aside={<JobStatus status={job.status} />}
        actions={
          job.status === "live" || job.status === "paused" ? (
            <PauseButton
              paused={job.status === "paused"}
              pause={pauseJob.bind(null, ctx.workspace.slug, slug)}
              resume={resumeJob.bind(null, ctx.workspace.slug, slug)}
            />
          ) : null
        }
        about={
          <>
            {job.definition?.description ? <span className="block">{job.definition.description}</span> : null}
            <span className="text-sm text-ink-3">
              For {job.target === "person" ? "people" : "organisations"}
              {job.liveVersion !== null && job.publishedAt ? (
                <>
                  {" · "}version {job.liveVersion}, published{" "}
                  <Time at={job.publishedAt} now={ctx.now} zone={zone} />
                </>
              ) : (
                " · not published yet"
              )}
              {job.pausedAt ? (
                <>
                  {" · "}paused <Time at={job.pausedAt} now={ctx.now} zone={zone} />
                </>
              ) : null}
            </span>
          </>
        }
      />
      <Figures figures={job.figures} />
      <div className="mt-8 grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-8">
          <Section title="What it does">
            {job.definition ? (
              <Flow workspace={ctx.workspace.slug} job={job} definition={job.definition} />
            ) : (
              <p className="card px-4 py-6 text-ink-2">
                The draft is not whole yet. <code className="font-mono text-sm">GET /api/v1/jobs/{slug}</code>{" "}
                lists what is missing.
              </p>
            )}
          </Section>
          <div id="in-it" className="scroll-mt-6">
            <Section
              title={step ? "At this step" : "In it now"}
              count={step ? undefined : count(job.figures.open)}
              action={
                step ? (
                  <Link href={`${here}#in-it`} className="quiet-link" scroll={false}>
                    Show everyone in it
                  </Link>
                ) : null
              }
            >
              {open.rows.length > 0 ? (
                <InItNow
                  workspace={ctx.workspace.slug}
                  job={slug}
                  passes={open.rows}
                  steps={steps}
                  zone={zone}
                />
              ) : (
                <p className="card px-4 py-6 text-ink-2">
                  {job.status === "live"
                    ? "Nobody is in it. Customers enter on their own as soon as they match."
                    : "Nobody is in it."}
                </p>
              )}
              <Pager
                first={after ? `${withQuery(here, { step })}#in-it` : null}
                next={open.next ? `${withQuery(here, { step, after: open.next })}#in-it` : null}
              />
            </Section>
          </div>
        </div>
        <div className="min-w-0 space-y-8">
          <Section title="Why, or why not?">
            <Search here={`${here}/why`} value="" label={whoseLabel(job.target)} />
          </Section>
          <Section title="Left lately">
            {ended.rows.length > 0 ? (
              <LeftLately
                workspace={ctx.workspace.slug}
                job={slug}
                passes={ended.rows}
                now={ctx.now}
                zone={zone}
              />
            ) : (
              <p className="card px-4 py-6 text-ink-2">Nobody has completed it or exited yet.</p>
            )}
          </Section>
          <Section
            title="Deliveries"
            action={
              <Link
                href={withQuery(`/${ctx.workspace.slug}/deliveries`, { job: slug })}
                className="quiet-link"
              >
                All of them
              </Link>
            }
          >
            {job.outcomes.length > 0 ? (
              <Outcomes workspace={ctx.workspace.slug} job={slug} outcomes={job.outcomes} />
            ) : (
              <p className="card px-4 py-6 text-ink-2">Nothing has been sent or written yet.</p>
            )}
          </Section>
        </div>
      </div>
    </>
  );
}
