import { ChevronRight, CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { customerHref } from "@/components/links/hrefs";
import { Link } from "@/components/ui/link";
import type { AcceptedArrival, Arrival, RefusedArrival } from "@/lib/insights/arrivals/arrival";
import { arrivalBody, arrivalTime, arrivalTitle, arrivalWho } from "@/lib/insights/arrivals/arrival-words";
import { exactTime } from "@/lib/words/relative-time";

interface Props {
  workspace: string;
  arrival: Arrival;
  now: Date;
  zone: string;
  /** It came while the page was open. */
  isNew: boolean;
}

/** One arrival: what came, of whom, through which key and when; of a refused one which field, and why. */
export function ArrivalRow({ workspace, arrival, now, zone, isNew }: Props) {
  const isAccepted = arrival.kind === "accepted";
  const Icon = isAccepted ? CircleCheck : CircleAlert;
  return (
    <li className={`flex gap-3 px-4 py-2.5 ${isNew ? "arrives" : ""}`}>
      <Icon
        aria-hidden
        size={15}
        strokeWidth={2}
        className={`mt-[3px] shrink-0 ${isAccepted ? "text-good-ink" : "text-bad-ink"}`}
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-4">
          <p className="min-w-0 flex-1 [overflow-wrap:anywhere]">
            <span className="sr-only">{isAccepted ? "Accepted: " : "Refused: "}</span>
            {isAccepted ? (
              <Accepted workspace={workspace} arrival={arrival} />
            ) : (
              <>
                <code className="font-mono text-sm">{arrival.field}</code>{" "}
                <span className="text-bad-ink">{arrival.sentence}</span>
              </>
            )}
          </p>
          <p className="order-last min-w-0 basis-full truncate text-sm text-ink-3 sm:order-none sm:max-w-[40%] sm:basis-auto">
            {isAccepted ? <>{arrival.type} </> : null}
            through {arrival.source}
            {isAccepted && arrival.imported ? " · imported" : null}
            {isAccepted && arrival.isWaiting ? " · waits to be applied" : null}
          </p>
          <time
            dateTime={arrival.receivedAt.toISOString()}
            title={exactTime(arrival.receivedAt, zone)}
            className="shrink-0 text-sm whitespace-nowrap text-ink-3 tabular-nums"
          >
            {arrivalTime(arrival.receivedAt, now, zone)}
          </time>
        </div>
        {isAccepted ? <Body arrival={arrival} zone={zone} /> : <Excerpt arrival={arrival} />}
      </div>
    </li>
  );
}

function Accepted({ workspace, arrival }: { workspace: string; arrival: AcceptedArrival }) {
  const who = arrivalWho(arrival.who);
  return (
    <>
      <span className="font-medium">{arrivalTitle(arrival)}</span> <span className="text-ink-3">by</span>{" "}
      {arrival.personId ? (
        <Link
          href={customerHref(workspace, { entity: "person", id: arrival.personId })}
          className="underline decoration-line-strong underline-offset-3 hover:decoration-current"
        >
          {who}
        </Link>
      ) : (
        <span className="text-ink-2">{who}</span>
      )}
      {arrival.who.groupId ? <span className="text-ink-3"> in {arrival.who.groupId}</span> : null}
    </>
  );
}

function Body({ arrival, zone }: { arrival: AcceptedArrival; zone: string }) {
  const body = arrivalBody(arrival.body, zone);
  return body ? <Folded line={body.line}>{body.whole}</Folded> : null;
}

function Excerpt({ arrival }: { arrival: RefusedArrival }) {
  return <Folded line={arrival.excerpt}>{arrival.excerpt}</Folded>;
}

function Folded({ line, children }: { line: string; children: ReactNode }) {
  return (
    <details className="group mt-0.5">
      <summary className="-ml-0.5 flex min-w-0 list-none items-center gap-1 text-sm text-ink-3 hover:text-ink-2">
        <ChevronRight aria-hidden size={13} className="shrink-0 transition-transform group-open:rotate-90" />
        <span className="min-w-0 truncate font-mono text-xs leading-5">{line}</span>
      </summary>
      <pre className="mt-1.5 max-h-80 overflow-auto rounded-md bg-sunken px-3 py-2.5 font-mono text-xs leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {children}
      </pre>
    </details>
  );
}
