import { figuresInWords, TimeChart } from "@/components/jobs/charts/time-chart";
import { customersHref, type Place, reportHref } from "@/components/jobs/hrefs";
import { ChoiceLinks } from "@/components/ui/choice-links";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { Show } from "@/lib/insights/report/pass-filter";
import { ranges, rangeWords } from "@/lib/insights/report/range";
import type { BucketCount, OverTime as Figures } from "@/lib/insights/report/schema";
import { bucketInWords, daysInWords } from "@/lib/insights/report/words";
import { count } from "@/lib/words/figures";

interface Props {
  place: Place;
  overTime: Figures;
}

/** When customers came and left: as a picture, and as a table whose figures lead to them. */
export function OverTime({ place, overTime }: Props) {
  const { buckets, unit, zone, range } = overTime;
  const sum = buckets.reduce<Sum>(add, { entered: 0, completed: 0, exited: 0 });
  const isEmpty = sum.entered + sum.completed + sum.exited === 0;
  return (
    <Section
      title="Over time"
      action={`${daysInWords({ from: buckets[0]?.firstDay ?? null, to: null })}, by ${unit}`}
    >
      <figure className="card px-4 pt-3 pb-3 sm:px-5" aria-label={`Over time: ${figuresInWords(sum)}`}>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <p className="flex flex-wrap gap-x-4 text-sm">
            <Key fill="bg-accent" words={`${count(sum.entered)} entered`} />
            <Key fill="bg-good" words={`${count(sum.completed)} completed`} />
            <Key fill="bg-idle" words={`${count(sum.exited)} exited`} />
          </p>
          <ChoiceLinks
            label="How far back"
            choices={ranges.map((one) => ({
              key: one,
              label: rangeWords[one],
              href: reportHref(place, { range: one }),
              isChosen: one === range,
            }))}
          />
        </div>
        {isEmpty ? (
          <p className="py-12 text-center text-ink-3">Nobody entered, completed or exited in this time.</p>
        ) : (
          <>
            <div className="mt-1">
              <TimeChart place={place} overTime={overTime} />
            </div>
            <AsTable place={place} buckets={buckets} unit={unit} zone={zone} />
          </>
        )}
      </figure>
    </Section>
  );
}

function add(sum: Sum, { entered, completed, exited }: Sum): Sum {
  return {
    entered: sum.entered + entered,
    completed: sum.completed + completed,
    exited: sum.exited + exited,
  };
}
type Sum = Pick<BucketCount, "entered" | "completed" | "exited">;

function Key({ fill, words }: { fill: string; words: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 tabular-nums">
      <span aria-hidden className={`size-2 rounded-[2px] ${fill}`} />
      {words}
    </span>
  );
}

const columns = ["entered", "completed", "exited"] as const;

function AsTable({
  place,
  buckets,
  unit,
  zone,
}: { place: Place } & Pick<Figures, "buckets" | "unit" | "zone">) {
  const happened = buckets.filter(({ entered, completed, exited }) => entered + completed + exited > 0);
  return (
    <details className="mt-1 text-sm">
      <summary className="w-fit text-ink-3 hover:text-ink">As a table</summary>
      <div className="mt-2 max-h-80 overflow-y-auto">
        <table className="w-full text-left tabular-nums">
          <caption className="sr-only">
            Who entered, completed and exited by {unit}, in the time of {zone}; a {unit} without any is left
            out
          </caption>
          <thead className="text-xs text-ink-3">
            <tr>
              <th scope="col" className="py-1 font-medium first-letter:uppercase">
                {unit}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className="py-1 text-right font-medium first-letter:uppercase">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {happened.toReversed().map((bucket) => (
              <tr key={bucket.firstDay}>
                <th scope="row" className="py-1 font-normal">
                  {bucketInWords(bucket, unit)}
                </th>
                {columns.map((column) => (
                  <Cell key={column} place={place} bucket={bucket} show={column} value={bucket[column]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

interface CellProps {
  place: Place;
  bucket: BucketCount;
  show: Show;
  value: number;
}

function Cell({ place, bucket, show, value }: CellProps) {
  const days = { from: bucket.firstDay, to: bucket.lastDay };
  return (
    <td className="py-1 text-right">
      {value > 0 ? (
        <Link href={customersHref(place, { show, days })} className="quiet-link" prefetch={false}>
          {count(value)}
        </Link>
      ) : (
        <span className="text-ink-3">0</span>
      )}
    </td>
  );
}
