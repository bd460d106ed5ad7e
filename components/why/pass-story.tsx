import type { LucideIcon } from "lucide-react";
import { AlarmClock } from "lucide-react";
import type { ReactNode } from "react";
import { kindParts } from "@/components/flow/kinds";
import { moveIcons } from "@/components/flow/move-icons";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import type { Ahead, StoryItem, WhyPass } from "@/lib/insights/why/schema";
import { exactTime } from "@/lib/words/relative-time";
import { valueInWords } from "@/lib/words/value-words";

interface Props {
  workspace: string;
  pass: WhyPass;
  /** What is still to come in it. */
  ahead: Ahead[];
  now: Date;
  zone: string;
}

/** What happened in a pass from entry to now, and what is still to come, on one line of time. */
export function PassStory({ workspace, pass, ahead, now, zone }: Props) {
  return (
    <div className="card px-5 py-5">
      <ol>
        {pass.story.map((one) => (
          <Place key={one.id} {...told(one, workspace)} id={one.id} at={one.at} zone={zone} />
        ))}
        {ahead.length > 0 ? (
          <li className="flex items-center gap-3.5 pb-4 text-xs font-medium text-accent">
            <span aria-hidden className="grid w-6 place-items-center">
              <span className="size-2 rounded-full bg-accent" />
            </span>
            <span className="flex-1 border-t border-line pt-px">
              Now, {valueInWords(now.toISOString(), zone)}. What follows, if nothing else happens:
            </span>
          </li>
        ) : null}
        {ahead.map((one) => (
          <Place
            key={`${one.what} ${one.words} ${one.at.getTime()}`}
            {...aheadTold(one)}
            at={one.at}
            zone={zone}
            isAhead
          />
        ))}
      </ol>
      {pass.notReached.length + pass.inOtherArms.length > 0 ? (
        <div className="mt-4 space-y-1 border-t border-line pt-3 text-sm text-pretty text-ink-3">
          {pass.notReached.length > 0 ? (
            <p>Not come to, since it had ended: {pass.notReached.map(({ words }) => words).join("; ")}.</p>
          ) : null}
          {pass.inOtherArms.length > 0 ? (
            <p>In arms that were not taken: {pass.inOtherArms.map(({ words }) => words).join("; ")}.</p>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

interface Told {
  icon: LucideIcon;
  tone?: string;
  title: ReactNode;
  detail: ReactNode;
}

function Place({
  icon: Icon,
  tone = "text-ink-2",
  title,
  detail,
  id,
  at,
  zone,
  isAhead = false,
}: Told & { id?: string; at: Date; zone: string; isAhead?: boolean }) {
  const disc = isAhead ? "border border-dashed border-line-strong" : "bg-sunken";
  return (
    <li id={id} className="flex scroll-mt-24 gap-3.5 rounded-md pb-4 last:pb-0 target:bg-accent-soft">
      <span className={`mt-px grid size-6 shrink-0 place-items-center rounded-full ${disc} ${tone}`}>
        <Icon aria-hidden size={13} strokeWidth={2} />
      </span>
      <div className="flex min-w-0 flex-1 justify-between gap-x-4 pt-0.5 max-sm:flex-col">
        <div className="min-w-0">
          <p className={`text-pretty break-words ${isAhead ? "text-ink-2" : ""}`}>{title}</p>
          <div className="text-sm text-pretty break-words text-ink-3">{detail}</div>
        </div>
        <time
          dateTime={at.toISOString()}
          title={exactTime(at, zone)}
          className="shrink-0 text-sm text-ink-3 tabular-nums"
        >
          {valueInWords(at.toISOString(), zone)}
        </time>
      </div>
    </li>
  );
}

const toneOf = (what: string) => (what === "completed" ? "text-good-ink" : "text-ink-2");

function told(one: StoryItem, workspace: string): Told {
  if (one.kind === "move")
    return {
      icon: moveIcons[one.what],
      tone: toneOf(one.what),
      title: <span className="font-medium">{one.words}</span>,
      detail: one.wokenWords,
    };
  return {
    icon: kindParts[one.delivery].icon,
    title: (
      <Link href={`/${workspace}/deliveries/${one.id}`} className="quiet-link">
        {one.headline || "A message"}
      </Link>
    ),
    detail: (
      <>
        <Status tone={one.tone}>{one.label}</Status>
        {one.reason ? <span className="block">{one.words}</span> : null}
      </>
    ),
  };
}

function aheadTold({ what, words, actions }: Ahead): Told {
  const lines = actions.filter(({ words: line, skipped }) => line !== words || skipped);
  return {
    icon: what === "step" ? AlarmClock : moveIcons[what],
    tone: "text-ink-3",
    title: words,
    detail: lines.map(({ actionId, words: line, skipped }) => (
      <span key={actionId} className="block">
        {line === words ? null : line}
        {skipped ? ` Will be skipped. ${skipped}` : null}
      </span>
    )),
  };
}
