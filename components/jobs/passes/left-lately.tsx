import { PassEnd } from "@/components/jobs/passes/pass-end";
import { CustomerLink } from "@/components/links/customer-link";
import { Time } from "@/components/ui/time";
import { WhyLink } from "@/components/why/why-link";
import type { PassRow } from "@/lib/insights/report/list-passes";

interface Props {
  workspace: string;
  job: string;
  passes: PassRow[];
  now: Date;
  zone: string;
}

/** Who left a job lately, how, and after how long. */
export function LeftLately({ workspace, job, passes, now, zone }: Props) {
  return (
    <ul className="card divide-y divide-line">
      {passes.map((pass) => (
        <li key={pass.id} className="px-4 py-2.5">
          <div className="flex items-center justify-between gap-3">
            <CustomerLink workspace={workspace} customer={pass.customer} avatar className="flex-1" />
            {pass.endedAt ? (
              <Time at={pass.endedAt} now={now} zone={zone} className="shrink-0 text-sm text-ink-3" />
            ) : null}
          </div>
          <div className="mt-0.5 flex flex-wrap items-center gap-x-2 pl-[34px] text-sm text-ink-2">
            <PassEnd pass={pass} />
            <WhyLink
              workspace={workspace}
              customer={pass.customer}
              programme={{ kind: "job", slug: job }}
              className="ml-auto"
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
