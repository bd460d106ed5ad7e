import Link from "next/link";
import { JobStatus } from "@/components/jobs/job-status";
import { Share } from "@/components/jobs/share";
import { completionRate, count, type JobFigures, percent } from "@/lib/insights/figures";

interface Row {
  id: string;
  slug: string;
  name: string;
  target: "person" | "organisation";
  status: "draft" | "live" | "paused" | "archived";
  figures: JobFigures;
}

/** The jobs of a workspace with their figures. */
export function JobTable({ workspace, jobs }: { workspace: string; jobs: Row[] }) {
  return (
    <div className="card overflow-hidden">
      <table className="w-full text-left">
        <thead className="border-b border-line text-xs text-ink-3 max-sm:sr-only">
          <tr>
            <th className="px-4 py-2.5 font-medium">Job</th>
            <th className="px-4 py-2.5 font-medium">Status</th>
            <th className="px-4 py-2.5 text-right font-medium">Entered</th>
            <th className="px-4 py-2.5 text-right font-medium">In it</th>
            <th className="px-4 py-2.5 text-right font-medium">Completed</th>
            <th className="px-4 py-2.5 text-right font-medium">Exited</th>
            <th className="w-44 px-4 py-2.5 font-medium">Completion</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {jobs.map((job) => (
            <tr
              key={job.id}
              className="row max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-y-2 max-sm:px-4 max-sm:py-3.5"
            >
              <td className="max-w-0 px-4 py-3 max-sm:max-w-none max-sm:min-w-0 max-sm:p-0 sm:w-[34%]">
                <Link
                  href={`/${workspace}/jobs/${job.slug}`}
                  className="row-link block truncate font-medium"
                  title={job.name}
                >
                  {job.name}
                </Link>
                <span className="text-xs text-ink-3">
                  {job.target === "person" ? "For people" : "For organisations"}
                </span>
              </td>
              <td className="px-4 py-3 text-sm text-ink-2 max-sm:p-0 max-sm:text-right">
                <JobStatus status={job.status} />
              </td>
              <Figure value={job.figures.entered} />
              <Figure value={job.figures.open} />
              <Figure value={job.figures.completed} />
              <Figure value={job.figures.exited} />
              <td className="px-4 py-3 max-sm:col-span-2 max-sm:p-0">
                <p className="mb-1.5 text-sm text-ink-2 tabular-nums sm:hidden">{inWords(job.figures)}</p>
                <Rate figures={job.figures} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inWords({ entered, open, completed, exited }: JobFigures): string {
  if (entered === 0) return "Nobody has entered yet";
  return `${count(entered)} entered, ${count(open)} in it, ${count(completed)} completed, ${count(exited)} exited`;
}

function Figure({ value }: { value: number }) {
  return (
    <td className={`px-4 py-3 text-right tabular-nums max-sm:hidden ${value === 0 ? "text-ink-3" : ""}`}>
      {count(value)}
    </td>
  );
}

function Rate({ figures }: { figures: JobFigures }) {
  const rate = completionRate(figures);
  if (rate === null)
    return (
      <span className="text-ink-3 max-sm:hidden" title="Nobody has finished it yet">
        –
      </span>
    );
  return (
    <span className="flex items-center gap-3">
      <Share share={rate} />
      <span className="w-10 shrink-0 text-right text-sm tabular-nums">{percent(rate)}</span>
    </span>
  );
}
