import { SentenceParts } from "@/components/clock/sentence-parts";
import { kindParts } from "@/components/flow/kinds";
import { moveIcons } from "@/components/flow/move-icons";
import { isActionKind } from "@/lib/actions/kinds";
import type { SetOff } from "@/lib/insights/clock/set-off";
import type { SetOffItem } from "@/lib/insights/clock/set-off-words";
import { clockTime } from "@/lib/words/clock-words";

interface Props {
  workspace: string;
  setOff: SetOff;
  zone: string;
  onFollow: () => void;
}

const passIcons = {
  entry: moveIcons.entered,
  completion: moveIcons.completed,
  exit: moveIcons.exited,
} as const;

/** What a move of the clock set off, moment by moment, the latest last. */
export function SetOffList({ workspace, setOff: { happenings, isCut }, zone, onFollow }: Props) {
  const moments = new Map<string, SetOffItem[]>();
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
                const Icon = isActionKind(what) ? kindParts[what].icon : passIcons[what];
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
