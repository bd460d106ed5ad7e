import { labelled, ticksTo } from "@/components/jobs/charts/chart-scale";
import { customersHref, type Place } from "@/components/jobs/hrefs";
import { Link } from "@/components/ui/link";
import type { BucketCount, OverTime } from "@/lib/insights/report/schema";
import { bucketInWords, bucketLabel } from "@/lib/insights/report/words";
import { count } from "@/lib/words/figures";

const HEIGHT = 168;
const TOP = 20;
const BOTTOM = 22;
const GUTTER = 30;

interface Props {
  place: Place;
  overTime: OverTime;
}

/** Who came above the line, who left below it: a bar a day, week or month. Drawn for the eye and the mouse; the table says the same. */
export function TimeChart({ place, overTime: { buckets, unit } }: Props) {
  const up = ticksTo(Math.max(...buckets.map((bucket) => bucket.entered)));
  const down = ticksTo(Math.max(...buckets.map((bucket) => bucket.completed + bucket.exited)));
  const above = up.at(-1) ?? 0;
  const perCustomer = HEIGHT / Math.max(above + (down.at(-1) ?? 0), 1);
  const zero = TOP + above * perCustomer;
  const y = (customers: number) => zero - customers * perCustomer;
  const ticks = [...up, 0, ...down.map((tick) => -tick)].filter(
    (tick) => tick === 0 || Math.abs(tick) * perCustomer >= 12,
  );
  const column = 100 / buckets.length;
  return (
    <div className="flex">
      <svg
        aria-hidden
        width={GUTTER}
        height={TOP + HEIGHT + BOTTOM}
        className="shrink-0 fill-ink-3 text-[11px] tabular-nums"
      >
        {ticks.map((tick) => (
          <text key={tick} x={GUTTER - 8} y={y(tick) + 4} textAnchor="end">
            {short(Math.abs(tick))}
          </text>
        ))}
      </svg>
      <svg
        aria-hidden
        width="100%"
        height={TOP + HEIGHT + BOTTOM}
        className="min-w-0 flex-1 overflow-visible text-[11px]"
      >
        {ticks.map((tick) => (
          <line
            key={tick}
            x1="0"
            x2="100%"
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
          />
        ))}
        {buckets.map((bucket, index) => (
          <Column
            key={bucket.firstDay}
            place={place}
            bucket={bucket}
            left={index * column}
            width={column}
            perCustomer={perCustomer}
            zero={zero}
            words={`${bucketInWords(bucket, unit)}: ${figuresInWords(bucket)}`}
          />
        ))}
        {labelled(buckets.length, 6).map((index) => {
          const bucket = buckets[index];
          return bucket ? (
            <text
              key={bucket.firstDay}
              x={`${(index + 0.5) * column}%`}
              y={TOP + HEIGHT + BOTTOM - 5}
              textAnchor="middle"
              className="fill-ink-3"
            >
              {bucketLabel(bucket, unit)}
            </text>
          ) : null;
        })}
      </svg>
    </div>
  );
}

interface ColumnProps {
  place: Place;
  bucket: BucketCount;
  left: number;
  width: number;
  perCustomer: number;
  zero: number;
  words: string;
}

function Column({ place, bucket, left, width, perCustomer, zero, words }: ColumnProps) {
  const days = { from: bucket.firstDay, to: bucket.lastDay };
  const high = (customers: number) => (customers > 0 ? Math.max(customers * perCustomer, 2) : 0);
  const bars = [
    { show: "entered", customers: bucket.entered, y: zero - high(bucket.entered), fill: "fill-accent" },
    { show: "completed", customers: bucket.completed, y: zero + 1, fill: "fill-good" },
    { show: "exited", customers: bucket.exited, y: zero + 1 + high(bucket.completed), fill: "fill-idle" },
  ] as const;
  return (
    <g className="group">
      <rect
        x={`${left}%`}
        y={TOP - 4}
        width={`${width}%`}
        height={HEIGHT + 8}
        className="fill-transparent group-hover:fill-sunken"
      />
      {bars.map(({ show, customers, y, fill }) =>
        customers > 0 ? (
          <Link key={show} href={customersHref(place, { show, days })} tabIndex={-1} prefetch={false}>
            <rect
              x={`${left + width * 0.16}%`}
              y={y}
              width={`${width * 0.68}%`}
              height={high(customers)}
              className={`${fill} hover:opacity-75`}
            />
          </Link>
        ) : null,
      )}
      <text
        x="100%"
        y={11}
        textAnchor="end"
        className="pointer-events-none fill-ink-2 opacity-0 group-hover:opacity-100"
      >
        {words}
      </text>
    </g>
  );
}

/** What a stretch of time brought, in words. */
export function figuresInWords({
  entered,
  completed,
  exited,
}: Pick<BucketCount, "entered" | "completed" | "exited">): string {
  return `${count(entered)} entered, ${count(completed)} completed, ${count(exited)} exited`;
}

function short(value: number): string {
  return value >= 10_000 ? `${Math.round(value / 1_000)}k` : count(value);
}
