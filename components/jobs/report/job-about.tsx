import { Time } from "@/components/ui/time";
import type { ProgrammeOverview } from "@/lib/insights/programmes/get-overview";

interface Props {
  job: ProgrammeOverview;
  description: string;
  now: Date;
  zone: string;
}

/** What a job is for, and where it stands in its life. */
export function JobAbout({ job, description, now, zone }: Props) {
  const published = job.versions.find(({ version }) => version === job.liveVersion);
  return (
    <>
      {description ? <span className="block">{description}</span> : null}
      <span className="text-sm text-ink-3">
        For {job.target === "person" ? "people" : "organisations"}
        {published ? (
          <>
            {" · "}version {published.version}, published{" "}
            <Time at={published.publishedAt} now={now} zone={zone} />
          </>
        ) : (
          " · not published yet"
        )}
        {job.pausedAt ? (
          <>
            {" · "}paused <Time at={job.pausedAt} now={now} zone={zone} />
          </>
        ) : null}
      </span>
    </>
  );
}
