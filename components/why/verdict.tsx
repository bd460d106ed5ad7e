import { CalendarClock, CheckCircle2, CircleDashed, DoorOpen, Loader, LogIn } from "lucide-react";
import type { Why } from "@/lib/insights/why/schema";
import { momentInWords } from "@/lib/insights/why/words/why-words";
import { relativeTime } from "@/lib/words/relative-time";

/** The answer in a sentence, then what time alone would change. */
export function Verdict({ why, now, zone }: { why: Why; now: Date; zone: string }) {
  const { icon: Icon, tone } = look(why);
  return (
    <div className="card flex gap-4 px-5 py-5">
      <span className={`mt-px grid size-9 shrink-0 place-items-center rounded-full max-sm:hidden ${tone}`}>
        <Icon aria-hidden size={18} strokeWidth={1.75} />
      </span>
      <div className="min-w-0 flex-1 space-y-2">
        <p className="max-w-[62ch] text-lg text-pretty [overflow-wrap:anywhere]">{why.sentence}</p>
        {why.nearMiss ? (
          <div className="flex gap-2 text-ink-2">
            <CalendarClock aria-hidden size={15} className="mt-[3px] shrink-0 text-info-ink" />
            <p className="text-pretty">
              <time dateTime={why.nearMiss.at.toISOString()} title={momentInWords(why.nearMiss.at, zone)}>
                {upperFirst(relativeTime(why.nearMiss.at, now))}
              </time>
              {why.nearMiss.because.length > 0 ? `: ${why.nearMiss.because.join(", ")}.` : "."}
            </p>
          </div>
        ) : null}
        {why.awaitsNews ? (
          <div className="flex gap-2 text-ink-2">
            <Loader aria-hidden size={15} className="mt-[3px] shrink-0 text-ink-3" />
            <p>Something new has come in and is being worked through: the answer may change in a moment.</p>
          </div>
        ) : null}
      </div>
    </div>
  );
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function look({ standing, mayEnter }: Why) {
  if (standing.now === "inside") return { icon: LogIn, tone: "bg-info-soft text-info-ink" };
  if (standing.now === "completed") return { icon: CheckCircle2, tone: "bg-good-soft text-good-ink" };
  if (standing.now === "exited") return { icon: DoorOpen, tone: "bg-sunken text-ink-2" };
  return mayEnter
    ? { icon: LogIn, tone: "bg-good-soft text-good-ink" }
    : { icon: CircleDashed, tone: "bg-sunken text-ink-2" };
}
