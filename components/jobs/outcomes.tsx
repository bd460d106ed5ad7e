import Link from "next/link";
import { withQuery } from "@/components/ui/hrefs";
import { Status } from "@/components/ui/status";
import { reasonSentence } from "@/lib/deliveries/reasons";
import { statusWords } from "@/lib/insights/delivery-words";
import { count } from "@/lib/insights/figures";
import type { OutcomeCount } from "@/lib/insights/get-job";

/** What became of a job's deliveries: by outcome, and by reason where one was not sent. */
export function Outcomes({
  workspace,
  job,
  outcomes,
}: {
  workspace: string;
  job: string;
  outcomes: OutcomeCount[];
}) {
  return (
    <ul className="card divide-y divide-line">
      {tally(outcomes).map(({ status, reason, deliveries }) => (
        <li key={`${status} ${reason}`} className="row flex items-baseline gap-3 px-4 py-2.5">
          <div className="min-w-0 flex-1">
            <Link
              href={withQuery(`/${workspace}/deliveries`, { job, status, reason: reason ?? undefined })}
              className="row-link"
            >
              <Status tone={statusWords[status].tone}>{statusWords[status].label}</Status>
            </Link>
            {reason ? <p className="pl-4 text-sm text-pretty text-ink-3">{reasonSentence(reason)}</p> : null}
          </div>
          <span className="tabular-nums">{count(deliveries)}</span>
        </li>
      ))}
    </ul>
  );
}

function tally(outcomes: OutcomeCount[]): Omit<OutcomeCount, "actionId">[] {
  const sums = new Map<string, Omit<OutcomeCount, "actionId">>();
  for (const { status, reason, deliveries } of outcomes) {
    const key = `${status} ${reason}`;
    sums.set(key, { status, reason, deliveries: (sums.get(key)?.deliveries ?? 0) + deliveries });
  }
  return [...sums.values()].sort((a, b) => b.deliveries - a.deliveries);
}
