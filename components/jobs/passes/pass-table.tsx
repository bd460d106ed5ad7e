import { PassEnd } from "@/components/jobs/passes/pass-end";
import { CustomerLink } from "@/components/links/customer-link";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { WhyLink } from "@/components/why/why-link";
import type { NextStep } from "@/lib/insights/programmes/next-step-sentence";
import type { PassRow } from "@/lib/insights/report/list-passes";
import { exactTime } from "@/lib/words/relative-time";

interface Props {
  workspace: string;
  job: string;
  passes: PassRow[];
  steps: ReadonlyMap<string, NextStep>;
  /** Whether there is more than one to tell apart. */
  showsVersion: boolean;
  now: Date;
  zone: string;
}

/** Customers of a job: since when, and what comes next, or how it ended. */
export function PassTable({ workspace, job, passes, steps, showsVersion, now, zone }: Props) {
  return (
    <div className="card overflow-hidden">
      <table className="w-full table-fixed text-left">
        <thead className="border-b border-line text-xs text-ink-3 max-md:sr-only">
          <tr>
            <th scope="col" className="w-[28%] px-4 py-2.5 font-medium">
              Customer
            </th>
            <th scope="col" className="w-32 px-4 py-2.5 font-medium">
              Entered
            </th>
            <th scope="col" className="px-4 py-2.5 font-medium">
              How it stands
            </th>
            {showsVersion ? (
              <th scope="col" className="w-24 px-4 py-2.5 font-medium">
                Version
              </th>
            ) : null}
            <th scope="col" className="w-20 px-4 py-2.5">
              <span className="sr-only">Why?</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {passes.map((pass) => (
            <tr
              key={pass.id}
              className="row max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:px-4 max-md:py-2.5"
            >
              <td className="px-4 py-2 max-md:p-0">
                <CustomerLink workspace={workspace} customer={pass.customer} avatar />
              </td>
              <td className="px-4 py-2 text-sm text-ink-3 max-md:p-0 max-md:text-right">
                <Time at={pass.enteredAt} now={now} zone={zone} />
              </td>
              <td className="px-4 py-2 text-sm text-ink-2 max-md:p-0 max-md:pl-[34px]">
                <span className="flex flex-wrap items-baseline gap-x-2">
                  {pass.status === "open" ? (
                    <InIt step={steps.get(pass.id)} zone={zone} />
                  ) : (
                    <PassEnd pass={pass} />
                  )}
                  {pass.endedAt ? (
                    <span className="text-ink-3">
                      · <Time at={pass.endedAt} now={now} zone={zone} />
                    </span>
                  ) : null}
                </span>
              </td>
              {showsVersion ? (
                <td className="px-4 py-2 text-sm text-ink-3 tabular-nums max-md:hidden">{pass.version}</td>
              ) : null}
              <td className="px-4 py-2 text-right max-md:p-0">
                <WhyLink
                  workspace={workspace}
                  customer={pass.customer}
                  programme={{ kind: "job", slug: job }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function InIt({ step, zone }: { step: NextStep | undefined; zone: string }) {
  return (
    <span
      className="inline-flex min-w-0 items-baseline gap-2"
      title={step?.at ? exactTime(step.at, zone) : undefined}
    >
      <Status tone="info">In it</Status>
      <span className="text-pretty text-ink-3">{step?.words}</span>
    </span>
  );
}
