import type { LucideIcon } from "lucide-react";
import { AlarmClock, CheckCircle2, DoorOpen, Hash, LogIn, Mail, PencilLine } from "lucide-react";
import { SentenceParts } from "@/components/clock/sentence-parts";
import type { SetOff } from "@/lib/insights/clock/set-off";
import type { Happening } from "@/lib/insights/clock/set-off-words";
import { clockTime } from "@/lib/words/clock-words";

interface Props {
  workspace: string;
  setOff: SetOff;
  zone: string;
  onFollow: () => void;
}

const icons: { readonly [What in Happening["what"]]: LucideIcon } = {
  entry: LogIn,
  completion: CheckCircle2,
  exit: DoorOpen,
  message: Mail,
  reminder: AlarmClock,
  notify: Hash,
  update: PencilLine,
};

/** What a move of the clock set off, moment by moment, the latest last. */
export function SetOffList({ workspace, setOff: { happenings, isCut }, zone, onFollow }: Props) {
  const moments = new Map<string, Happening[]>();
  for (const one of happenings) {
    const moment = clockTime(one.at, zone);
    moments.set(moment, [...(moments.get(moment) ?? []), one]);
  }
  return (
    <>
      <ol aria-label="What this set off" className="mt-3.5 space-y-4 empty:hidden">
        {[...moments].map(([moment, mine]) => (
          <li key={moment}>
            <p className="mb-1.5 text-xs font-medium text-ink-3 tabular-nums">{moment}</p>
            <ul className="space-y-2">
              {mine.map(({ id, what, parts }) => {
                const Icon = icons[what];
                return (
                  <li key={id} className="flex gap-2.5 text-sm">
                    <Icon
                      aria-hidden
                      size={14}
                      strokeWidth={1.75}
                      className={`mt-[3px] shrink-0 ${what === "completion" ? "text-good-ink" : "text-ink-3"}`}
                    />
                    <p className="min-w-0 text-pretty text-ink-2 [overflow-wrap:anywhere]">
                      <SentenceParts workspace={workspace} parts={parts} onFollow={onFollow} />
                    </p>
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ol>
      {isCut ? (
        <p className="mt-4 text-sm text-ink-3">
          These are the first. The rest is under Deliveries and on each job's page.
        </p>
      ) : null}
    </>
  );
}
