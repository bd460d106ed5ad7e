import { CalendarClock, Check, CircleDashed, CircleSlash } from "lucide-react";
import { Link } from "@/components/ui/link";
import type { ActionAnswer } from "@/lib/insights/why/schema";
import { momentInWords } from "@/lib/insights/why/words/why-words";
import { relativeTime } from "@/lib/words/relative-time";

interface Props {
  workspace: string;
  answer: ActionAnswer;
  now: Date;
  zone: string;
}

/** The answer to why a customer got one thing of a job, or did not. */
export function ActionVerdict({ workspace, answer, now, zone }: Props) {
  const { icon: Icon, tone } = look(answer);
  const [row] = answer.deliveries;
  return (
    <div className="card flex gap-4 px-5 py-5" role="status">
      <span className={`mt-px grid size-9 shrink-0 place-items-center rounded-full max-sm:hidden ${tone}`}>
        <Icon aria-hidden size={18} strokeWidth={1.75} />
      </span>
      <div className="min-w-0 flex-1 space-y-1">
        <h2 className="text-sm text-ink-3">{answer.words}</h2>
        <p className="max-w-[62ch] text-lg text-pretty [overflow-wrap:anywhere]">{answer.sentence}</p>
        <p className="flex flex-wrap gap-x-4 text-ink-2">
          {answer.at ? (
            <time dateTime={answer.at.toISOString()} title={momentInWords(answer.at, zone)}>
              {relativeTime(answer.at, now)}
            </time>
          ) : null}
          {row ? (
            <Link
              href={`/${workspace}/deliveries/${row.id}`}
              className="font-medium text-accent hover:underline"
            >
              Read it
            </Link>
          ) : null}
        </p>
      </div>
    </div>
  );
}

function look({ verdict }: ActionAnswer) {
  if (verdict === "got") return { icon: Check, tone: "bg-good-soft text-good-ink" };
  if (verdict === "due" || verdict === "on_its_way")
    return { icon: CalendarClock, tone: "bg-info-soft text-info-ink" };
  if (verdict === "not_sent" || verdict === "will_be_skipped")
    return { icon: CircleSlash, tone: "bg-warn-soft text-warn-ink" };
  return { icon: CircleDashed, tone: "bg-sunken text-ink-2" };
}
