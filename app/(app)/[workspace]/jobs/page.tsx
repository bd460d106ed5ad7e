import { Target } from "lucide-react";
import type { Metadata } from "next";
import { NewJob } from "@/components/jobs/begin/new-job";
import { JobFilters } from "@/components/jobs/list/job-filters";
import { JobTable } from "@/components/jobs/list/job-table";
import { Empty } from "@/components/ui/empty";
import { only } from "@/components/ui/hrefs";
import { PageHeader } from "@/components/ui/page-header";
import { pageContext } from "@/lib/edge/pages/page";
import type { WorkspacePage } from "@/lib/edge/pages/page-props";
import { programmesHref } from "@/lib/edge/pages/programme-href";
import { countByStatus, listNames, listOfKind } from "@/lib/insights/programmes/list-of-kind";
import { readProgrammeChoice } from "@/lib/insights/programmes/programme-choice";
import { mayAct } from "@/lib/workspaces/schema";
import { newJob } from "./mutations";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage({ params, searchParams }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const query = await searchParams;
  const choice = readProgrammeChoice({
    status: only(query.status),
    for: only(query.for),
    q: only(query.q),
    sort: only(query.sort),
    order: only(query.order),
  });
  const [jobs, counts, all] = await Promise.all([
    listOfKind(ctx, "job", choice),
    countByStatus(ctx, "job"),
    listNames(ctx, "job"),
  ]);
  const here = programmesHref(ctx.workspace.slug, "job");
  return (
    <>
      <PageHeader
        title="Jobs"
        about="Each brings customers to one goal in a given time, and does something when they get there or do not."
        actions={
          mayAct(ctx.role, "editor") ? (
            <NewJob workspace={ctx.workspace.slug} jobs={all} begin={newJob.bind(null, ctx.workspace.slug)} />
          ) : null
        }
      />
      {counts.size > 0 ? (
        <JobFilters key={JSON.stringify(choice)} here={here} choice={choice} counts={counts} />
      ) : null}
      {jobs.length > 0 ? (
        <JobTable workspace={ctx.workspace.slug} jobs={jobs} choice={choice} />
      ) : (
        <NoJobs isFiltered={counts.size > 0} />
      )}
    </>
  );
}

function NoJobs({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <Empty icon={Target} title="No job matches">
        Take a filter away, or look for another part of the name.
      </Empty>
    );
  return (
    <Empty icon={Target} title="No jobs yet">
      Begin one from nothing, from the onboarding nudge, or from an event that has arrived. It starts as a
      draft, and writes to nobody before it is published.
    </Empty>
  );
}
