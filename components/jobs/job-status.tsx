import { Status } from "@/components/ui/status";
import type { ProgrammeStatus } from "@/lib/programme-status";

const words = {
  draft: { label: "Draft", tone: "idle" },
  live: { label: "Live", tone: "good" },
  paused: { label: "Paused", tone: "warn" },
  archived: { label: "Archived", tone: "idle" },
} as const;

/** Where a job stands in its life. */
export function JobStatus({ status }: { status: ProgrammeStatus }) {
  return (
    <Status tone={words[status].tone} hollow={status === "draft"}>
      {words[status].label}
    </Status>
  );
}
