import { completionRate, count, type JobFigures, percent } from "@/lib/insights/figures";

/** How a job does, at a glance. */
export function Figures({ figures }: { figures: JobFigures }) {
  const rate = completionRate(figures);
  const shown = [
    { label: "Entered", value: count(figures.entered), dot: null },
    { label: "In it now", value: count(figures.open), dot: "bg-info" },
    { label: "Completed", value: count(figures.completed), dot: "bg-good" },
    { label: "Exited", value: count(figures.exited), dot: "bg-idle" },
    { label: "Completion", value: rate === null ? "–" : percent(rate), dot: null },
  ];
  return (
    <div className="card overflow-hidden">
      <dl className="grid grid-cols-3 sm:grid-cols-5">
        {shown.map(({ label, value, dot }) => (
          <div key={label} className="px-4 py-3 sm:border-l sm:border-line sm:px-5 sm:py-4 sm:first:border-0">
            <dt className="flex items-center gap-2 text-xs text-ink-3">
              {dot ? <span aria-hidden className={`size-2 rounded-full ${dot}`} /> : null}
              {label}
            </dt>
            <dd className="mt-0.5 text-2xl font-semibold tracking-[-0.022em] tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <Split figures={figures} />
    </div>
  );
}

function Split({ figures: { entered, completed, open, exited } }: { figures: JobFigures }) {
  if (entered === 0) return null;
  const parts = [
    { key: "completed", value: completed, fill: "bg-good" },
    { key: "open", value: open, fill: "bg-info" },
    { key: "exited", value: exited, fill: "bg-idle" },
  ];
  return (
    <div aria-hidden className="flex h-1 gap-px bg-surface">
      {parts.map(({ key, value, fill }) =>
        value > 0 ? <span key={key} className={fill} style={{ flexGrow: value, minWidth: 3 }} /> : null,
      )}
    </div>
  );
}
