import { customersHref, type Place } from "@/components/jobs/hrefs";
import { Bar } from "@/components/ui/bar";
import { Link } from "@/components/ui/link";
import { endReasons } from "@/lib/enrolments/end-reasons";
import type { ExitCount } from "@/lib/insights/report/schema";
import { count } from "@/lib/words/figures";

/** Why customers exited, the commonest reason first. */
export function Exits({ place, exits }: { place: Place; exits: ExitCount[] }) {
  const all = exits.reduce((sum, { customers }) => sum + customers, 0);
  return (
    <ul className="card divide-y divide-line">
      {exits.map(({ reason, customers }) => (
        <li key={reason} className="row flex items-center gap-3 px-4 py-2.5">
          <Link
            href={customersHref(place, { show: "exited", reason: reason ?? undefined })}
            className="row-link min-w-0 flex-1 truncate"
          >
            {reason ? endReasons[reason].label : "No reason was noted"}
          </Link>
          <span className="w-14 shrink-0">
            <Bar share={customers / all} tone="idle" />
          </span>
          <span className="w-10 shrink-0 text-right tabular-nums">{count(customers)}</span>
        </li>
      ))}
    </ul>
  );
}
