import { Bar } from "@/components/ui/bar";
import { percent } from "@/lib/words/figures";

/** A completion rate as a bar and a figure; a dash while nobody has left. */
export function Rate({ rate, className = "" }: { rate: number | null; className?: string }) {
  if (rate === null)
    return (
      <span className={`text-ink-3 ${className}`} title="Nobody has left it yet">
        –
      </span>
    );
  return (
    <span className="flex items-center gap-3">
      <Bar share={rate} tone="good" />
      <span className="w-10 shrink-0 text-right text-sm tabular-nums">{percent(rate)}</span>
    </span>
  );
}
