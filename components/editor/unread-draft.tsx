import { JobStatus } from "@/components/jobs/job-status";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { programmeHref } from "@/lib/edge/pages/programme-href";
import type { ProgrammeStatus } from "@/lib/programme-status";
import type { Problem } from "@/lib/programmes/schema";

interface Props {
  workspace: string;
  job: { slug: string; name: string; status: ProgrammeStatus };
  json: unknown;
  problems: readonly Problem[];
  /** The address of the editor with what can be read; null where nothing can. */
  readableHref: string | null;
}

/** A draft that was saved as JSON and cannot be read as a job, or not all of it: what is wrong where, and the text itself, so that nothing is lost by opening it. */
export function UnreadDraft({ workspace, job, json, problems, readableHref }: Props) {
  const errors = problems.filter(({ check }) => check === "shape");
  return (
    <>
      <PageHeader
        title={job.name}
        up={{ href: programmeHref(workspace, { kind: "job", slug: job.slug }), label: "Job" }}
        aside={<JobStatus status={job.status} />}
        about="This draft was saved as JSON, and parts of it cannot be read. Nothing of it is changed until you save."
      />
      <section className="card mb-6 p-4">
        <h2 className="mb-2 font-medium">What cannot be read</h2>
        <ul className="space-y-2 text-sm">
          {errors.map(({ path, message, fix }) => (
            <li key={`${path} ${message}`}>
              <code className="font-mono text-ink-3">{path || "the whole"}</code>{" "}
              <span>{[message, fix].filter(Boolean).join(" ")}</span>
            </li>
          ))}
        </ul>
        {readableHref ? (
          <p className="mt-4 text-sm">
            <Link href={readableHref} className="font-medium text-accent hover:underline">
              Edit what can be read
            </Link>{" "}
            and leave out the rest, or save it anew through the API.
          </p>
        ) : null}
      </section>
      <pre className="card overflow-x-auto p-4 font-mono text-sm">{JSON.stringify(json, null, 2)}</pre>
    </>
  );
}
