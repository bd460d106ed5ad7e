import { deliveriesHref, type Place } from "@/components/jobs/hrefs";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { type Reason, reasons } from "@/lib/deliveries/reasons";
import { type DeliveryStatus, deliveryStatuses } from "@/lib/deliveries/schema";
import type { OutcomeCount } from "@/lib/insights/report/schema";
import { statusWords } from "@/lib/words/delivery-words";
import { count } from "@/lib/words/figures";

/** What became of a job's deliveries: by outcome, and by reason where they did not go. */
export function Outcomes({ place, outcomes }: { place: Place; outcomes: OutcomeCount[] }) {
  return (
    <ul className="card divide-y divide-line">
      {byStatus(outcomes).map(({ status, deliveries, counts }) => (
        <li key={status}>
          <div className="row flex items-baseline gap-3 px-4 py-2.5">
            <Link href={deliveriesHref(place, { status })} className="row-link min-w-0 flex-1">
              <Status tone={statusWords[status].tone}>{statusWords[status].label}</Status>
            </Link>
            <span className="tabular-nums">{count(deliveries)}</span>
          </div>
          {counts.length > 0 ? (
            <ul className="-mt-1.5 pb-1.5 text-sm text-ink-3">
              {counts.map(([reason, because]) => (
                <li key={reason} className="row flex items-baseline gap-3 py-1 pr-4 pl-8">
                  <Link
                    href={deliveriesHref(place, { status, reason })}
                    className="row-link min-w-0 flex-1 text-pretty"
                  >
                    {reasons[reason]}
                  </Link>
                  <span className="tabular-nums">{count(because)}</span>
                </li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface StatusCount {
  status: DeliveryStatus;
  deliveries: number;
  /** The commonest first. */
  counts: [Reason, number][];
}

function byStatus(outcomes: readonly OutcomeCount[]): StatusCount[] {
  return deliveryStatuses
    .map((status) => {
      const rows = outcomes.filter((row) => row.status === status);
      const counts = new Map<Reason, number>();
      for (const { reason, deliveries } of rows)
        if (reason) counts.set(reason, (counts.get(reason) ?? 0) + deliveries);
      return {
        status,
        deliveries: rows.reduce((sum, { deliveries }) => sum + deliveries, 0),
        counts: [...counts].sort(([, a], [, b]) => b - a),
      };
    })
    .filter(({ deliveries }) => deliveries > 0)
    .sort((a, b) => b.deliveries - a.deliveries);
}
