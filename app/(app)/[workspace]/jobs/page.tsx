import { Target } from "lucide-react";
import type { Metadata } from "next";
import { JobTable } from "@/components/jobs/job-table";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { pageContext } from "@/lib/edge/page";
import type { WorkspacePage } from "@/lib/edge/page-props";
import { listJobs } from "@/lib/insights/list-jobs";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage({ params }: WorkspacePage) {
  const ctx = await pageContext((await params).workspace);
  const jobs = await listJobs(ctx);
  return (
    <>
      <PageHeader
        title="Jobs"
        about="Each brings customers to one goal in a given time, and does something when they get there or do not."
      />
      {jobs.length > 0 ? (
        <JobTable workspace={ctx.workspace.slug} jobs={jobs} />
      ) : (
        <Empty icon={Target} title="No jobs yet">
          Create one with <code className="font-mono text-sm">PUT /api/v1/jobs/onboarding-nudge</code> and a
          definition in JSON; it starts as a draft, and goes live when you publish it.
        </Empty>
      )}
    </>
  );
}
