import Link from "next/link";
import { KindIcon } from "@/components/deliveries/kind-icon";
import { withQuery } from "@/components/ui/hrefs";
import type { Action } from "@/lib/actions/schema";
import { summary } from "@/lib/actions/summary";
import { describeFilter } from "@/lib/audiences/describe";
import type { Entity } from "@/lib/audiences/schema";
import { statusWords } from "@/lib/insights/delivery-words";
import { count } from "@/lib/insights/figures";
import type { Job } from "@/lib/insights/get-job";

interface Props {
  workspace: string;
  job: string;
  action: Action;
  target: Entity;
  outcomes: Job["outcomes"];
}

/** What one action does, and what became of it so far; each figure leads to the deliveries behind it. */
export function ActionLine({ workspace, job, action, target, outcomes }: Props) {
  const byStatus = new Map<keyof typeof statusWords, number>();
  for (const { actionId, status, deliveries } of outcomes) {
    if (actionId === action.id) byStatus.set(status, (byStatus.get(status) ?? 0) + deliveries);
  }
  return (
    <div className="flex items-start justify-between gap-x-6 gap-y-0.5 max-sm:flex-col">
      <p className="flex min-w-0 gap-2">
        <KindIcon kind={action.kind} className="mt-1 self-start" />
        <span className="min-w-0 text-pretty">
          {summary(action, target)}
          {action.when ? (
            <span className="text-ink-3"> if the customer {describeFilter(action.when)}</span>
          ) : null}
        </span>
      </p>
      <p className="flex flex-wrap gap-x-3 text-sm leading-[1.375rem] text-ink-3 tabular-nums max-sm:pl-[22px] sm:max-w-[45%] sm:shrink-0 sm:justify-end">
        {[...byStatus].map(([status, deliveries]) => (
          <Link
            key={status}
            href={withQuery(`/${workspace}/deliveries`, { job, action: action.id, status })}
            className={`quiet-link whitespace-nowrap ${status === "failed" ? "text-bad-ink" : "hover:text-ink"}`}
          >
            {count(deliveries)} {statusWords[status].label.toLowerCase()}
          </Link>
        ))}
      </p>
    </div>
  );
}
