import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import type { Health } from "@/lib/insights/health/schema";

const looks = {
  ok: { icon: CircleCheck, box: "bg-good-soft", ink: "text-good-ink", title: "All is well" },
  warning: { icon: TriangleAlert, box: "bg-warn-soft", ink: "text-warn-ink", title: "Worth a look" },
  failing: { icon: CircleAlert, box: "bg-bad-soft", ink: "text-bad-ink", title: "Something stands still" },
} as const;

/** The health in one word and its reasons in sentences. */
export function HealthVerdict({ status, sentences }: Pick<Health, "status" | "sentences">) {
  const { icon: Icon, box, ink, title } = looks[status];
  return (
    <div role="status" className={`mb-8 flex gap-3 rounded-[var(--radius-card)] px-4 py-3.5 ${box}`}>
      <Icon aria-hidden size={18} className={`mt-0.5 shrink-0 ${ink}`} />
      <div>
        <p className={`font-semibold ${ink}`}>{title}</p>
        {sentences.length === 0 ? (
          <p className="text-ink-2">Events are applied, alarms ring, messages leave.</p>
        ) : (
          sentences.map((sentence) => (
            <p key={sentence} className="text-ink-2">
              {sentence}
            </p>
          ))
        )}
      </div>
    </div>
  );
}
