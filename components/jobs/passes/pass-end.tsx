import { Status } from "@/components/ui/status";
import type { PassRow } from "@/lib/insights/report/list-passes";
import { endWords } from "@/lib/words/end-words";
import { spanInWords } from "@/lib/words/relative-time";

/** How a customer left a job, and after how long. */
export function PassEnd({ pass }: { pass: PassRow }) {
  const { status, reason, enteredAt, endedAt, goalMetLateAt } = pass;
  if (status === "open" || !endedAt) return null;
  return (
    <>
      <Status tone={status === "completed" ? "good" : "idle"}>{endWords({ status, reason })}</Status>
      <span className="text-ink-3">
        {goalMetLateAt
          ? "met the goal later"
          : // How long that is, the job says.
            reason !== "deadline" && `after ${spanInWords(endedAt.getTime() - enteredAt.getTime())}`}
      </span>
    </>
  );
}
