import { Time } from "@/components/ui/time";
import { historyWords } from "@/lib/deliveries/history";
import type { HistoryEntry } from "@/lib/insights/deliveries/get-delivery";

/** Everything that happened to a delivery, in order. */
export function DeliveryHistory({
  entries,
  now,
  zone,
}: {
  entries: HistoryEntry[];
  now: Date;
  zone: string;
}) {
  if (entries.length === 0) return <p className="card px-5 py-5 text-ink-2">Decided, and nothing since.</p>;
  return (
    <ol className="card px-5 py-4">
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="relative flex gap-4 pb-3.5 last:pb-0 [&:last-child>span:first-child]:hidden"
        >
          <span aria-hidden className="absolute top-5 bottom-[-3px] left-[3.5px] w-px bg-line" />
          <span
            aria-hidden
            className="mt-[7px] size-2 shrink-0 rounded-full border-[1.5px] border-line-strong bg-surface"
          />
          <div className="min-w-0 flex-1">
            <p>{historyWords[entry.what]}</p>
            {entry.detail ? <p className="text-sm break-words text-ink-3">{entry.detail}</p> : null}
          </div>
          <Time at={entry.at} now={now} zone={zone} className="text-sm text-ink-3" />
        </li>
      ))}
    </ol>
  );
}
