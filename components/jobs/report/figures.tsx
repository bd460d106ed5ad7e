import type { ReactNode } from "react";
import { customersHref, type Place } from "@/components/jobs/hrefs";
import { Link } from "@/components/ui/link";
import type { Show } from "@/lib/insights/report/pass-filter";
import type { Report } from "@/lib/insights/report/schema";
import { spanFigure } from "@/lib/insights/report/words";
import { count, percent, plural } from "@/lib/words/figures";

/** How a job does, at a glance; each figure leads to its customers. */
export function Figures({ place, report }: { place: Place; report: Report }) {
  const { figures, completionRate: rate, timeToCompletion: took } = report;
  const ended = figures.completed + figures.exited;
  return (
    <div className="card overflow-hidden">
      <dl className="grid grid-cols-2 sm:grid-cols-3 lg:grid-cols-6">
        <Figure label="Entered" value={figures.entered} place={place} show="entered" />
        <Figure label="In it now" value={figures.open} dot="bg-info" place={place} show="open" />
        <Figure label="Completed" value={figures.completed} dot="bg-good" place={place} show="completed" />
        <Figure label="Exited" value={figures.exited} dot="bg-idle" place={place} show="exited" />
        <Cell label="Completion" note={ended > 0 ? `of ${count(ended)} who left` : "nobody has left yet"}>
          {rate === null ? "–" : percent(rate)}
        </Cell>
        <Cell label="Median time" note={medianNote(took)}>
          {took.medianMs === null ? "–" : spanFigure(took.medianMs)}
        </Cell>
      </dl>
      <Split report={report} />
    </div>
  );
}

function medianNote({ completions, confidence }: Report["timeToCompletion"]): string {
  if (completions === 0) return "nobody yet";
  if (confidence === "too_few") return `too few: ${count(completions)} so far`;
  return confidence === "provisional"
    ? `so far, of ${count(completions)}`
    : `of ${plural(completions, "completion")}`;
}

interface CellProps {
  label: string;
  dot?: string;
  note?: string;
  children: ReactNode;
}

function Cell({ label, dot, note, children }: CellProps) {
  return (
    <div className="relative border-line px-4 py-3 not-last:border-b sm:px-5 sm:py-4 lg:not-last:border-r lg:not-last:border-b-0">
      <dt className="flex items-center gap-2 text-xs text-ink-3">
        {dot ? <span aria-hidden className={`size-2 rounded-full ${dot}`} /> : null}
        {label}
      </dt>
      <dd className="mt-0.5">
        <span className="text-2xl font-semibold tracking-[-0.022em] tabular-nums">{children}</span>
        {note ? <span className="block truncate text-xs text-ink-3">{note}</span> : null}
      </dd>
    </div>
  );
}

function Figure({
  value,
  place,
  show,
  ...cell
}: Omit<CellProps, "children"> & { value: number; place: Place; show: Show }) {
  return (
    <Cell {...cell}>
      <Link
        href={customersHref(place, { show })}
        className="row-link decoration-line-strong decoration-1 underline-offset-4 hover:underline"
      >
        {count(value)}
        <span className="sr-only"> customers</span>
      </Link>
    </Cell>
  );
}

function Split({ report: { figures } }: { report: Report }) {
  const { entered, completed, open, exited } = figures;
  if (entered === 0) return null;
  const share = (value: number) => `${(value / entered) * 100}%`;
  return (
    <svg aria-hidden className="block h-1 w-full">
      <rect width="100%" height="100%" className="fill-idle" />
      <rect width={share(entered - exited)} height="100%" className="fill-info" />
      <rect width={share(entered - exited - open)} height="100%" className="fill-good" />
      {completed > 0 && open + exited > 0 ? (
        <rect x={share(completed)} width={1} height="100%" className="fill-surface" />
      ) : null}
      {open > 0 && exited > 0 ? (
        <rect x={share(completed + open)} width={1} height="100%" className="fill-surface" />
      ) : null}
    </svg>
  );
}
