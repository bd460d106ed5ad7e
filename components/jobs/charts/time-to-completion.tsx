import { customersHref, type Place } from "@/components/jobs/hrefs";
import { Bar } from "@/components/ui/bar";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { ENOUGH_TO_AVERAGE } from "@/lib/insights/report/confidence";
import type { TimeToCompletion as Times } from "@/lib/insights/report/schema";
import { spanFigure, stepLabel } from "@/lib/insights/report/words";
import { count, percent, plural } from "@/lib/words/figures";

/** How long it takes from entry to completion: the middle, the mean, and how the times are spread. */
export function TimeToCompletion({ place, times }: { place: Place; times: Times }) {
  const { spread, completions } = times;
  const most = Math.max(...spread.map(({ customers }) => customers), 1);
  return (
    <Section title="Time to completion">
      <div className="card px-4 py-3">
        <Averages times={times} />
        {spread.length > 0 ? (
          <ul className="mt-3 space-y-0.5">
            {spread.map((step) => (
              <li
                key={step.fromMs}
                className="relative -mx-2 grid grid-cols-[7.5rem_minmax(0,1fr)_2.5rem] items-center gap-3 rounded-md px-2 py-0.5 text-sm hover:bg-sunken"
                title={`${plural(step.customers, "customer")}, ${percent(step.customers / completions)} of ${count(completions)}`}
              >
                {step.customers > 0 ? (
                  <Link
                    href={customersHref(place, { show: "completed", took: step })}
                    className="row-link whitespace-nowrap text-ink-2"
                    prefetch={false}
                  >
                    {stepLabel(step)}
                  </Link>
                ) : (
                  <span className="whitespace-nowrap text-ink-3">{stepLabel(step)}</span>
                )}
                <Bar share={step.customers / most} tone="good" />
                <span className={`text-right tabular-nums ${step.customers === 0 ? "text-ink-3" : ""}`}>
                  {count(step.customers)}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Section>
  );
}

function Averages({ times: { completions, confidence, medianMs, meanMs } }: { times: Times }) {
  if (completions === 0) return <p className="py-2 text-ink-2">Nobody has completed it yet.</p>;
  if (medianMs === null || meanMs === null)
    return (
      <p className="text-ink-2 text-pretty">
        {plural(completions, "completion")} so far: too few to average. A median and a mean stand here from{" "}
        {ENOUGH_TO_AVERAGE} on.
      </p>
    );
  return (
    <>
      <dl className="flex gap-x-8">
        <Average label="Median" ms={medianMs} />
        <Average label="Mean" ms={meanMs} />
      </dl>
      <p className="mt-1 text-xs text-ink-3">
        {confidence === "provisional"
          ? `Provisional: from ${count(completions)} completions only`
          : `From ${count(completions)} completions`}
      </p>
    </>
  );
}

function Average({ label, ms }: { label: string; ms: number }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{label}</dt>
      <dd className="text-lg font-semibold tabular-nums">{spanFigure(ms)}</dd>
    </div>
  );
}
