import { CustomerLink } from "@/components/ui/customer-link";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { WhyLink } from "@/components/why/why-link";
import { endWords } from "@/lib/insights/end-words";
import type { EndedPass } from "@/lib/insights/list-enrolments";
import { spanInWords } from "@/lib/insights/relative-time";

/** Who left a job lately, how, and after how long. */
export function LeftLately({
  workspace,
  job,
  passes,
  now,
  zone,
}: {
  workspace: string;
  job: string;
  passes: EndedPass[];
  now: Date;
  zone: string;
}) {
  return (
    <ul className="card divide-y divide-line">
      {passes.map((pass) => (
        <li key={pass.id} className="px-4 py-2.5">
          <div className="flex items-center justify-between gap-3">
            <CustomerLink workspace={workspace} customer={pass.customer} avatar className="flex-1" />
            <Time at={pass.endedAt} now={now} zone={zone} className="shrink-0 text-sm text-ink-3" />
          </div>
          <div className="mt-0.5 flex flex-wrap items-center gap-x-2 pl-[34px] text-sm text-ink-2">
            <Status tone={pass.status === "completed" ? "good" : "idle"}>{endWords(pass)}</Status>
            <span className="text-ink-3">
              {pass.reason === "deadline"
                ? ""
                : `after ${spanInWords(pass.endedAt.getTime() - pass.enteredAt.getTime())}`}
              {pass.goalMetLateAt ? "met the goal later" : ""}
            </span>
            <WhyLink workspace={workspace} customer={pass.customer} job={job} className="ml-auto" />
          </div>
        </li>
      ))}
    </ul>
  );
}
