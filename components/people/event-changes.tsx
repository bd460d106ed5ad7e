import { attributeHref } from "@/components/links/hrefs";
import { Link } from "@/components/ui/link";
import type { EventDetail } from "@/lib/insights/catalogue/get-event";
import { valueInWords } from "@/lib/words/value-words";

/** The attributes that an event changed, from what to what. */
export function EventChanges({
  workspace,
  event,
  zone,
}: {
  workspace: string;
  event: EventDetail;
  zone: string;
}) {
  return (
    <ul className="card divide-y divide-line">
      {event.changes.map((change) => {
        const customer = event.customers.find(({ id }) => id === change.customerId);
        return (
          <li key={change.id} className="flex flex-wrap items-baseline justify-between gap-x-6 px-4 py-2">
            {customer ? (
              <Link
                href={attributeHref(workspace, customer, change.key)}
                className="quiet-link min-w-0 font-mono text-xs text-ink-2 [overflow-wrap:anywhere]"
              >
                {change.key}
              </Link>
            ) : (
              <span className="font-mono text-xs">{change.key}</span>
            )}
            <span className="min-w-0 text-sm [overflow-wrap:anywhere]">
              <span className="text-ink-3">{valueInWords(change.old, zone)} → </span>
              {valueInWords(change.new, zone)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
