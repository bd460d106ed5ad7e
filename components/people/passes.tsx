import type { ComponentProps } from "react";
import { ProgrammeLink } from "@/components/links/programme-link";
import { AddToJob } from "@/components/people/by-hand/add-to-job";
import { RemoveFromJob } from "@/components/people/by-hand/remove-from-job";
import { Section } from "@/components/ui/section";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { WhyLink } from "@/components/why/why-link";
import type { PassRow } from "@/lib/insights/customers/customer-details";
import type { Entity } from "@/lib/profiles/schema";
import type { NamedProgramme } from "@/lib/programme-kinds";
import { endWords } from "@/lib/words/end-words";

/** The jobs a customer is or was in. */
export function Passes({
  workspace,
  customer,
  passes,
  jobs,
  byHand,
  now,
  zone,
}: {
  workspace: string;
  customer: { entity: Entity; id: string; name: string };
  passes: PassRow[];
  /** Those that look at customers of this kind. */
  jobs: NamedProgramme[];
  /** Absent for who may only look. */
  byHand?: {
    add: ComponentProps<typeof AddToJob>["add"];
    remove: ComponentProps<typeof RemoveFromJob>["remove"];
  };
  now: Date;
  zone: string;
}) {
  const isIn = ({ slug }: NamedProgramme) =>
    passes.some(({ job, status }) => job.slug === slug && status === "open");
  return (
    <Section
      title="Jobs"
      action={
        byHand ? (
          <AddToJob customer={customer} jobs={jobs.filter((job) => !isIn(job))} add={byHand.add} />
        ) : null
      }
    >
      {passes.length === 0 ? (
        <p className="card px-4 py-4 text-ink-2">Has not entered any job.</p>
      ) : (
        <ul className="card divide-y divide-line">
          {passes.map((pass) => (
            <li key={pass.id} className="px-4 py-2.5">
              <div className="flex items-baseline justify-between gap-3">
                <ProgrammeLink
                  workspace={workspace}
                  programme={pass.job}
                  className="min-w-0 truncate font-medium"
                />
                <Time
                  at={pass.endedAt ?? pass.enteredAt}
                  now={now}
                  zone={zone}
                  className="text-sm text-ink-3"
                />
              </div>
              <p className="flex items-baseline gap-x-2 text-sm text-ink-2">
                {pass.status === "open" ? (
                  <Status tone="info">In it now</Status>
                ) : (
                  <Status tone={pass.status === "completed" ? "good" : "idle"}>
                    {endWords({ status: pass.status, reason: pass.reason })}
                  </Status>
                )}
                {byHand && pass.status === "open" ? (
                  <RemoveFromJob customer={customer} job={pass.job} remove={byHand.remove} />
                ) : null}
                {pass.pass > 1 ? <span className="text-ink-3">pass {pass.pass}</span> : null}
                <WhyLink workspace={workspace} customer={customer} programme={pass.job} className="ml-auto" />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
