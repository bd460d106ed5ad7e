import type { Metadata } from "next";
import { type Place, reportHref } from "@/components/jobs/hrefs";
import { JobStatus } from "@/components/jobs/job-status";
import { JobMenu } from "@/components/jobs/life/job-menu";
import { PauseButton } from "@/components/jobs/pause-button";
import { DraftNotice } from "@/components/jobs/publish/draft-notice";
import { Figures } from "@/components/jobs/report/figures";
import { JobAbout } from "@/components/jobs/report/job-about";
import { ReportBody } from "@/components/jobs/report/report-body";
import { plainLink } from "@/components/ui/button";
import { ChoiceLinks } from "@/components/ui/choice-links";
import { only } from "@/components/ui/hrefs";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { orNotFound, type PageContext, pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { editorHref, programmesHref } from "@/lib/edge/pages/programme-href";
import { definitionShown, getOverview, type ProgrammeOverview } from "@/lib/insights/programmes/get-overview";
import { nextSteps } from "@/lib/insights/programmes/next-steps";
import { getReport } from "@/lib/insights/report/get-report";
import { listLeft, listPasses } from "@/lib/insights/report/list-passes";
import { readVersion } from "@/lib/insights/report/pass-filter";
import { isRange, type Range } from "@/lib/insights/report/range";
import { difference } from "@/lib/programmes/difference/difference";
import { getProgramme } from "@/lib/programmes/draft/get-programme";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { mayAct } from "@/lib/workspaces/schema";
import { pauseJob, resumeJob } from "../mutations";
import { archiveJob, deleteJob, duplicateJob, restoreJob, stopJob } from "./mutations";

type Props = WorkspacePage<{ slug: string }>;

const VERSIONS_AT_HAND = 5;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).slug };
}

export default async function JobPage({ params, searchParams }: Props) {
  const { workspace: workspaceSlug, slug } = await params;
  const ctx = await pageContext(workspaceSlug);
  const { timezone: zone } = ctx.workspace;
  const query = await searchParams;
  const job = await orNotFound(getOverview(ctx, { kind: "job", slug }));
  const asked = readVersion(only(query.version));
  const version = job.versions.some((one) => one.version === asked) ? asked : null;
  const range = only(query.range);
  const [report, definition, open, left] = await Promise.all([
    getReport(ctx, job, { version, range: isRange(range) ? range : null, zone }),
    definitionShown(ctx, job, version),
    listPasses(
      ctx,
      { programmeId: job.id, zone, filter: { show: "open", version: version ?? undefined } },
      null,
      10,
    ),
    listLeft(ctx, { programmeId: job.id, version, zone }),
  ]);
  const steps = await nextSteps(ctx, { programmeId: job.id, passes: open.rows, zone });
  const place: Place = { workspace: ctx.workspace.slug, job: slug, version };
  return (
    <>
      <PageHeader
        title={job.name}
        up={{ href: programmesHref(ctx.workspace.slug, "job"), label: "Jobs" }}
        aside={<JobStatus status={job.status} />}
        actions={<Actions ctx={ctx} job={job} open={report.figures.open} />}
        about={<JobAbout job={job} description={definition?.description ?? ""} now={ctx.now} zone={zone} />}
      />
      <VersionChoice place={place} job={job} range={isRange(range) ? range : undefined} />
      {job.status === "archived" ? null : <Draft ctx={ctx} job={job} />}
      {job.status === "draft" ? null : <Figures place={place} report={report} />}
      <ReportBody
        place={place}
        job={job}
        report={report}
        definition={definition}
        open={open.rows}
        left={left}
        steps={steps}
        now={ctx.now}
        zone={zone}
      />
    </>
  );
}

/** What stands in the draft and does not run yet, with the way to publish it. */
async function Draft({ ctx, job }: { ctx: PageContext; job: ProgrammeOverview }) {
  const here = { workspace: ctx.workspace.slug, slug: job.slug };
  const live = await definitionShown(ctx, job, null);
  if (job.liveVersion === null) {
    const { problems } = await getProgramme(ctx, "job", job.slug);
    const errors = problems.filter(({ severity }) => severity === "error").length;
    return <DraftNotice {...here} changes={null} errors={errors} />;
  }
  const { readable } = parseDefinition(job.draft, "job");
  const changes = live && readable ? difference(live, readable).length : 0;
  return changes > 0 ? <DraftNotice {...here} changes={changes} errors={0} /> : null;
}

/** What can be done with the job as a whole. */
function Actions({ ctx, job, open }: { ctx: PageContext; job: ProgrammeOverview; open: number }) {
  const { slug } = job;
  const workspace = ctx.workspace.slug;
  const mayEdit = mayAct(ctx.role, "editor");
  const isRunning = job.status === "live" || job.status === "paused";
  return (
    <>
      <Link href={editorHref(workspace, slug)} className={plainLink}>
        {mayEdit && job.status !== "archived" ? "Edit" : "Look into it"}
      </Link>
      {mayEdit && isRunning ? (
        <PauseButton
          paused={job.status === "paused"}
          pause={pauseJob.bind(null, workspace, slug)}
          resume={resumeJob.bind(null, workspace, slug)}
        />
      ) : null}
      <JobMenu
        workspace={workspace}
        job={{ slug, name: job.name, status: job.status, wasLive: job.liveVersion !== null, open }}
        verbs={
          mayEdit
            ? {
                duplicate: duplicateJob.bind(null, workspace, slug),
                stop: stopJob.bind(null, workspace, slug),
                archive: archiveJob.bind(null, workspace, slug),
                restore: restoreJob.bind(null, workspace, slug),
                remove: deleteJob.bind(null, workspace, slug),
              }
            : undefined
        }
      />
    </>
  );
}

/** The latest versions, and the one that is looked at; a job published once has nothing to choose. */
function VersionChoice({
  place,
  job,
  range,
}: {
  place: Place;
  job: ProgrammeOverview;
  range: Range | undefined;
}) {
  if (job.versions.length < 2) return null;
  const atHand = job.versions.filter(
    ({ version }, index) => index < VERSIONS_AT_HAND || version === place.version,
  );
  return (
    <div className="mb-3 flex">
      <ChoiceLinks
        label="Version"
        choices={[null, ...atHand.map(({ version }) => version)].map((version) => ({
          key: String(version),
          label: version === null ? "All versions" : `Version ${version}`,
          href: reportHref({ ...place, version }, { range }),
          isChosen: version === place.version,
        }))}
      />
    </div>
  );
}
