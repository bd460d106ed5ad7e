import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { versionsHref } from "@/lib/edge/pages/programme-href";
import type { ListedVersion } from "@/lib/insights/programmes/list-versions";
import { plural } from "@/lib/words/figures";

interface Props {
  workspace: string;
  slug: string;
  versions: ListedVersion[];
  liveVersion: number | null;
  shown: number;
  now: Date;
  zone: string;
}

/** What was published of a job, by whom, when and why; one of them is looked at. */
export function VersionList({ workspace, slug, versions, liveVersion, shown, now, zone }: Props) {
  return (
    <ol className="card divide-y divide-line overflow-hidden" aria-label="Versions">
      {versions.map(({ version, publishedAt, publishedBy, note, acceptedWarnings }) => (
        <li key={version}>
          <Link
            href={versionsHref(workspace, slug, { show: String(version) })}
            scroll={false}
            aria-current={version === shown ? "true" : undefined}
            className={`block px-4 py-3 hover:bg-lit ${version === shown ? "bg-accent-soft" : ""}`}
          >
            <span className="flex items-baseline justify-between gap-3">
              <span className="font-medium">
                Version {version}
                {version === liveVersion ? (
                  <span className="ml-2 text-sm font-normal text-good-ink">the one that runs</span>
                ) : null}
              </span>
              <Time at={publishedAt} now={now} zone={zone} className="text-sm text-ink-3" />
            </span>
            <span className="block text-sm text-ink-2">{publishedBy}</span>
            {note ? (
              <span className="mt-1 block text-sm text-pretty [overflow-wrap:anywhere]">{note}</span>
            ) : null}
            {acceptedWarnings.length > 0 ? (
              <span className="mt-1 block text-sm text-warn-ink">
                in spite of {plural(acceptedWarnings.length, "warning")}
              </span>
            ) : null}
          </Link>
        </li>
      ))}
    </ol>
  );
}
