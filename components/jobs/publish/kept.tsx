import { TriangleAlert } from "lucide-react";
import type { GoLiveView } from "@/lib/insights/go-live/schema";

interface Props {
  kept: GoLiveView["kept"];
  isKnown: boolean;
  setKnown: (isKnown: boolean) => void;
}

/** Says that nothing will be sent, where nothing is connected to send it, and has it confirmed. */
export function Kept({ kept, isKnown, setKnown }: Props) {
  if (kept.length === 0) return null;
  return (
    <div className="mt-5 rounded-[var(--radius-card)] bg-warn-soft px-4 py-3.5">
      <div className="flex gap-3">
        <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-warn-ink" />
        <div className="min-w-0 text-sm text-pretty">
          {kept.map(({ words }) => (
            <p key={words}>{words}</p>
          ))}
          <p className="mt-1 text-ink-2">Connecting it later sends nothing by itself.</p>
          <label className="mt-2.5 flex cursor-pointer items-center gap-2 font-medium">
            <input
              type="checkbox"
              checked={isKnown}
              onChange={(event) => setKnown(event.target.checked)}
              className="accent-accent"
            />
            Go live all the same
          </label>
        </div>
      </div>
    </div>
  );
}
