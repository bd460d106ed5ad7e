import { customersHref, type Place, reportHref } from "@/components/jobs/hrefs";
import { Rate } from "@/components/jobs/rate";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { Show } from "@/lib/insights/report/pass-filter";
import type { VersionCount } from "@/lib/insights/report/schema";
import { spanFigure } from "@/lib/insights/report/words";
import { count } from "@/lib/words/figures";

interface Props {
  place: Place;
  versions: VersionCount[];
  liveVersion: number | null;
  now: Date;
  zone: string;
}

const shown = ["entered", "open", "completed", "exited"] as const;

/** The published versions of a job side by side; each figure leads to its customers, each version to its own report. */
export function VersionTable({ place, versions, liveVersion, now, zone }: Props) {
  return (
    <div className="card overflow-x-auto">
      <table className="w-full min-w-[44rem] text-left">
        <thead className="border-b border-line text-xs text-ink-3">
          <tr>
            <Head>Version</Head>
            <Head>Published</Head>
            <Head right>Entered</Head>
            <Head right>In it</Head>
            <Head right>Completed</Head>
            <Head right>Exited</Head>
            <Head>Completion</Head>
            <Head right>Median</Head>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {versions.map((row) => (
            <tr key={row.version} className={`row ${row.version === place.version ? "bg-accent-soft" : ""}`}>
              <th scope="row" className="px-4 py-2.5 font-medium whitespace-nowrap">
                <Link
                  href={reportHref({ ...place, version: row.version })}
                  className="row-link"
                  aria-current={row.version === place.version ? "true" : undefined}
                >
                  Version {row.version}
                </Link>
                {row.version === liveVersion ? (
                  <span className="ml-2 text-xs font-normal text-ink-3">new entries get it</span>
                ) : null}
              </th>
              <td className="px-4 py-2.5 text-sm text-ink-2">
                <Time at={row.publishedAt} now={now} zone={zone} className="relative z-[1]" />
              </td>
              {shown.map((show) => (
                <Figure key={show} place={{ ...place, version: row.version }} show={show} value={row[show]} />
              ))}
              <td className="w-40 px-4 py-2.5">
                <Rate rate={row.completionRate} />
              </td>
              <td className="px-4 py-2.5 text-right text-sm whitespace-nowrap tabular-nums">
                {row.medianMs === null ? (
                  <span className="relative z-[1] text-ink-3" title="Too few completions to average">
                    {row.completed === 0 ? "–" : "too few"}
                  </span>
                ) : (
                  spanFigure(row.medianMs)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ right = false, children }: { right?: boolean; children: string }) {
  return (
    <th scope="col" className={`px-4 py-2.5 font-medium ${right ? "text-right" : ""}`}>
      {children}
    </th>
  );
}

function Figure({ place, show, value }: { place: Place; show: Show; value: number }) {
  return (
    <td className="px-4 py-2.5 text-right tabular-nums">
      {value > 0 ? (
        <Link href={customersHref(place, { show })} className="quiet-link relative z-[1]" prefetch={false}>
          {count(value)}
        </Link>
      ) : (
        <span className="text-ink-3">0</span>
      )}
    </td>
  );
}
