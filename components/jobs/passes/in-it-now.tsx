import { CustomerLink } from "@/components/links/customer-link";
import { Link } from "@/components/ui/link";
import { whyHref } from "@/components/why/hrefs";
import type { NextStep } from "@/lib/insights/programmes/next-step-sentence";
import type { PassRow } from "@/lib/insights/report/list-passes";
import { exactTime } from "@/lib/words/relative-time";

interface Props {
  workspace: string;
  job: string;
  passes: PassRow[];
  steps: ReadonlyMap<string, NextStep>;
  zone: string;
}

/** Who is in a job, each with what happens next as a sentence that leads to why. */
export function InItNow({ workspace, job, passes, steps, zone }: Props) {
  return (
    <ul className="card divide-y divide-line">
      {passes.map((pass) => {
        const step = steps.get(pass.id);
        return (
          <li
            key={pass.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-2.5 sm:flex-nowrap"
          >
            <CustomerLink
              workspace={workspace}
              customer={pass.customer}
              avatar
              className="w-full sm:w-52 sm:shrink-0"
            />
            <p
              className="min-w-0 flex-1 text-ink-2 text-pretty max-sm:pl-[34px]"
              title={step?.at ? exactTime(step.at, zone) : undefined}
            >
              <Link
                href={whyHref(
                  workspace,
                  pass.customer,
                  { kind: "job", slug: job },
                  step?.actionId ?? undefined,
                )}
                className="quiet-link"
              >
                {step ? sentence(step.words) : "Why?"}
              </Link>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
