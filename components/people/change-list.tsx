import { CauseLink } from "@/components/people/cause-link";
import { Time } from "@/components/ui/time";
import type { ChangeRow } from "@/lib/insights/catalogue/get-attribute";
import { valueInWords } from "@/lib/words/value-words";

interface Props {
  workspace: string;
  changes: ChangeRow[];
  now: Date;
  zone: string;
}

/** Everything an attribute has been: from what to what, when, and what made it so. */
export function ChangeList({ workspace, changes, now, zone }: Props) {
  if (changes.length === 0) return <p className="card px-4 py-4 text-ink-2">No change of it is on record.</p>;
  return (
    <ol className="card divide-y divide-line">
      {changes.map((change) => (
        <li key={change.id} className="flex items-baseline justify-between gap-4 px-4 py-2.5">
          <div className="min-w-0">
            <p className="[overflow-wrap:anywhere]">
              <span className="text-ink-3">{valueInWords(change.old, zone)} → </span>
              <span className="font-medium">{valueInWords(change.new, zone)}</span>
            </p>
            <p className="text-sm text-ink-3 [overflow-wrap:anywhere]">
              <CauseLink workspace={workspace} cause={change.cause} name={change.cause.words} />
            </p>
          </div>
          <Time at={change.at} now={now} zone={zone} className="shrink-0 text-sm text-ink-3" />
        </li>
      ))}
    </ol>
  );
}
