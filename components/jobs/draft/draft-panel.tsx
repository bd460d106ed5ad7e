"use client";

import { CircleAlert, Info } from "lucide-react";
import { GoLive } from "@/components/jobs/draft/go-live";
import type { Outcome } from "@/components/ui/attempt";
import { CopyLine } from "@/components/ui/copy-line";
import { Section } from "@/components/ui/section";
import type { FirstEntry, GoLiveView } from "@/lib/insights/go-live/schema";

interface Props {
  problems: {
    path: string;
    severity: "error" | "warning" | "note";
    message: string;
    fix?: string | undefined;
  }[];
  /** Who would enter and what they would read; null while the draft has errors. */
  goLive: GoLiveView | null;
  name: string;
  /** The draft's address in the API. */
  address: string;
  /** Absent for who may not publish. */
  publish?: ((entry: FirstEntry) => Promise<Outcome>) | undefined;
}

const curl = 'curl -H "Authorization: Bearer $TRIG_API_KEY"';

/** What stands between a draft and its first customer: what to mend, or who would enter at once. */
export function DraftPanel({ problems, goLive, name, address, publish }: Props) {
  const mending = goLive === null;
  return (
    <Section title={mending ? "Before it can go live" : "Ready to go live"}>
      <div className="card divide-y divide-line">
        {problems.length > 0 ? (
          <ul className="divide-y divide-line">
            {problems.map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same can be wrong twice in one place
              <ProblemLine key={`${index} ${problem.path} ${problem.message}`} {...problem} />
            ))}
          </ul>
        ) : null}
        {goLive && publish ? <GoLive view={goLive} name={name} publish={publish} /> : null}
        <div className="p-4 text-sm text-ink-2 sm:p-5">
          <p className="text-pretty">
            {mending
              ? "Fetch the draft with a key for the API, change its definition, and send the file back; the answer names whatever is left to mend:"
              : "To change it first, fetch the draft with a key for the API, change its definition, and send the file back:"}
          </p>
          <CopyLine value={`${curl} ${address} > draft.json`} />
          <CopyLine value={`${curl} -T draft.json ${address}`} />
        </div>
      </div>
    </Section>
  );
}

function ProblemLine({ path, severity, message, fix }: Props["problems"][number]) {
  const Icon = severity === "error" ? CircleAlert : Info;
  return (
    <li className="flex gap-3 p-4 sm:px-5">
      <Icon
        role="img"
        aria-label={severity === "error" ? "Error" : "Advice"}
        size={16}
        className={`mt-0.5 shrink-0 ${severity === "error" ? "text-bad-ink" : "text-ink-3"}`}
      />
      <div className="min-w-0">
        <p className="text-pretty [overflow-wrap:anywhere]">{message}</p>
        {fix ? <p className="mt-0.5 text-sm text-pretty text-ink-2 [overflow-wrap:anywhere]">{fix}</p> : null}
        {path ? <code className="mt-0.5 block font-mono text-xs break-all text-ink-3">{path}</code> : null}
      </div>
    </li>
  );
}
