import { TimelineItem } from "@/components/people/timeline-item";
import type { TimelineEntry } from "@/lib/insights/timeline/list-timeline";
import { timelineItems } from "@/lib/insights/timeline/timeline-items";
import type { Entity } from "@/lib/profiles/schema";
import { dayInWords } from "@/lib/words/relative-time";

/** Everything around a customer in one stream, day by day, the latest first. */
export function Timeline({
  workspace,
  customer,
  entries,
  isFiltered = false,
  now,
  zone,
}: {
  workspace: string;
  customer: { entity: Entity; id: string };
  entries: TimelineEntry[];
  isFiltered?: boolean;
  now: Date;
  zone: string;
}) {
  if (entries.length === 0) {
    return (
      <p className="card px-5 py-6 text-ink-2">
        {isFiltered
          ? "Nothing of this kind has happened. Choose “Everything” to see the rest."
          : "Nothing has happened yet. Events, changes, moves and messages will stand here."}
      </p>
    );
  }
  const today = dayInWords(now, zone);
  return (
    <div className="card px-5 pt-1 pb-5">
      {byDay(entries, zone).map(({ day, entries: ofDay }) => (
        <section key={day}>
          <h3 className="pt-4 pb-3 text-xs font-medium text-ink-3">{day === today ? "Today" : day}</h3>
          <ol>
            {timelineItems(ofDay).map((item) => (
              <TimelineItem key={item.id} workspace={workspace} customer={customer} item={item} zone={zone} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function byDay(entries: TimelineEntry[], zone: string): { day: string; entries: TimelineEntry[] }[] {
  const days: { day: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayInWords(entry.at, zone);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
