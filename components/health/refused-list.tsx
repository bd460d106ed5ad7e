import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import type { Refused } from "@/lib/insights/list-refused";

/** What arrived and was not accepted, newest first: which field, why, and how it began. */
export function RefusedList({ refused, now, zone }: { refused: Refused[]; now: Date; zone: string }) {
  return (
    <Section title="Refused on arrival" count="last 7 days" className="mt-8">
      {refused.length === 0 ? (
        <p className="card px-4 py-4 text-ink-2">Nothing: every event that came was accepted.</p>
      ) : (
        <ul className="card divide-y divide-line">
          {refused.map((one) => (
            <li key={one.id} className="px-4 py-3">
              <div className="flex items-baseline justify-between gap-4">
                <p className="min-w-0 break-words">
                  <code className="font-mono text-sm">{one.field}</code>{" "}
                  <span className="text-ink-2">{one.sentence}</span>
                </p>
                <Time at={one.receivedAt} now={now} zone={zone} className="shrink-0 text-sm text-ink-3" />
              </div>
              <p className="mt-0.5 flex gap-2 text-sm text-ink-3">
                <span className="shrink-0">by {one.source}</span>
                <code className="min-w-0 truncate font-mono text-xs leading-5" title={one.excerpt}>
                  {one.excerpt}
                </code>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
