import { KindIcon } from "@/components/deliveries/kind-icon";
import { deliveriesHref, type Place } from "@/components/jobs/hrefs";
import { Link } from "@/components/ui/link";
import type { Action } from "@/lib/actions/schema";
import { summary } from "@/lib/actions/summary";
import { describeFilter } from "@/lib/audiences/describe";
import type { OutcomeCount } from "@/lib/insights/report/schema";
import { reasonLabels } from "@/lib/insights/report/words";
import type { Entity } from "@/lib/profiles/schema";
import { statusWords } from "@/lib/words/delivery-words";
import { count } from "@/lib/words/figures";

interface Props {
  place: Place;
  action: Action;
  target: Entity;
  outcomes: readonly OutcomeCount[];
}

/** What one action does, and what became of it so far; each figure leads to the deliveries behind it. */
export function ActionLine({ place, action, target, outcomes }: Props) {
  const own = outcomes.filter(({ actionId }) => actionId === action.id);
  return (
    <div className="flex items-start justify-between gap-x-6 gap-y-0.5 max-sm:flex-col">
      <p className="flex min-w-0 gap-2">
        <KindIcon kind={action.kind} className="mt-1 self-start" />
        <span className="min-w-0 text-pretty [overflow-wrap:anywhere]">
          {summary(action, target)}
          {action.when ? (
            <span className="text-ink-3"> if the customer {describeFilter(action.when)}</span>
          ) : null}
        </span>
      </p>
      <ul className="text-sm leading-[1.375rem] text-ink-3 tabular-nums max-sm:flex max-sm:flex-wrap max-sm:gap-x-3 max-sm:pl-[22px] sm:max-w-[45%] sm:shrink-0 sm:text-right">
        {own.map((outcome) => (
          <li key={`${outcome.status} ${outcome.reason}`}>
            <Link
              href={deliveriesHref(place, { ...outcome, action: action.id })}
              className={`quiet-link ${outcome.status === "failed" ? "text-bad-ink" : "hover:text-ink"}`}
            >
              {inWords(outcome)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function inWords({ status, reason, deliveries }: OutcomeCount): string {
  const words = `${count(deliveries)} ${statusWords[status].label.toLowerCase()}`;
  return reason && reason !== status ? `${words}: ${reasonLabels[reason]}` : words;
}
