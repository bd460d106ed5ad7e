import { Check, CircleDot, Clock, X } from "lucide-react";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { ChainLink } from "@/lib/insights/why/words/chain";

const marks = {
  told: { icon: CircleDot, tone: "bg-sunken text-ink-2", said: null },
  yes: { icon: Check, tone: "bg-good-soft text-good-ink", said: "(yes)" },
  no: { icon: X, tone: "bg-bad-soft text-bad-ink", said: "(no)" },
  ahead: { icon: Clock, tone: "bg-info-soft text-info-ink", said: null },
} as const;

interface Props {
  workspace: string;
  links: ChainLink[];
  now: Date;
  zone: string;
}

/** What led to a delivery, link by link. */
export function Chain({ workspace, links, now, zone }: Props) {
  return (
    <ol className="card px-5 py-4">
      {links.map(({ id, mark, words, detail, events, at }, place) => {
        const { icon: Icon, tone, said } = marks[mark];
        const isLast = place === links.length - 1;
        return (
          <li key={id} className="relative flex gap-3.5 pb-4 last:pb-0">
            {isLast ? null : (
              <span aria-hidden className="absolute top-7 bottom-0 left-[11.5px] w-px bg-line" />
            )}
            <span className={`mt-px grid size-6 shrink-0 place-items-center rounded-full ${tone}`}>
              <Icon aria-hidden size={13} strokeWidth={2.25} />
            </span>
            <div className="min-w-0 flex-1 pt-0.5">
              <p className="text-pretty [overflow-wrap:anywhere]">
                {words} {said ? <span className="sr-only">{said}</span> : null}
              </p>
              {events.length > 0 ? (
                <p className="flex flex-wrap gap-x-3 text-sm">
                  {events.map((event) => (
                    <Link
                      key={event.id}
                      href={`/${workspace}/events/${event.id}`}
                      className="quiet-link text-accent"
                    >
                      {event.words}
                    </Link>
                  ))}
                </p>
              ) : null}
              {detail ? (
                <p className="text-sm text-pretty text-ink-3 [overflow-wrap:anywhere]">{detail}</p>
              ) : null}
            </div>
            {at ? (
              <Time at={at} now={now} zone={zone} className="shrink-0 pt-0.5 text-sm text-ink-3" />
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
