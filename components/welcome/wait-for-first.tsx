"use client";

import { Check, TriangleAlert } from "lucide-react";
import type { ComponentProps } from "react";
import { Link } from "@/components/ui/link";
import { BeginJob } from "@/components/welcome/begin-job";
import { type Shown, useArrival } from "@/components/welcome/use-arrival";

interface Props {
  workspace: string;
  /** Absent for who may not make jobs. */
  begin?: ComponentProps<typeof BeginJob>["begin"] | undefined;
}

/** Waits for the first event and shows it as Trig understood it, or why something was refused. */
export function WaitForFirst({ workspace, begin }: Props) {
  const { shown, isLost } = useArrival(`/api/screens/${workspace}/arrival`);
  const event = shown?.event ?? null;
  return (
    <div className="card divide-y divide-line" aria-live="polite">
      {event && shown ? (
        <Understood workspace={workspace} shown={shown} event={event} />
      ) : (
        <p className="flex items-center gap-3 p-4 text-ink-2 sm:p-5">
          <span aria-hidden className="relative flex size-2.5">
            <span className="absolute inline-flex size-full rounded-full bg-accent opacity-60 motion-safe:animate-ping" />
            <span className="relative inline-flex size-2.5 rounded-full bg-accent" />
          </span>
          {isLost
            ? "Trig cannot be reached just now; trying again …"
            : shown
              ? "Waiting for the first event …"
              : "Looking for what has arrived …"}
        </p>
      )}
      {shown && shown.refused.length > 0 ? <Refused refused={shown.refused} /> : null}
      {shown?.done && begin ? (
        <div className="p-4 sm:p-5">
          <BeginJob event={shown.done} begin={begin} />
        </div>
      ) : null}
    </div>
  );
}

function Understood({
  workspace,
  shown,
  event,
}: {
  workspace: string;
  shown: Shown;
  event: NonNullable<Shown["event"]>;
}) {
  return (
    <div className="p-4 sm:p-5">
      <p className="flex items-center gap-2 font-medium">
        <Check aria-hidden size={16} className="text-good-ink" />
        {event.name ? `“${event.name}” has arrived` : `An ${event.type} call has arrived`}
      </p>
      {shown.person ? (
        <>
          <p className="mt-1 text-ink-2">
            It is about{" "}
            <Link
              href={`/${workspace}/people/${shown.person.id}`}
              className="font-medium text-accent hover:underline"
            >
              {shown.person.name}
            </Link>
            {shown.organisation ? ` of ${shown.organisation}` : ""}. This is known now:
          </p>
          <dl className="mt-3 grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
            {shown.attributes.map(({ key, value }) => (
              <div key={key} className="flex justify-between gap-3 border-b border-line py-1">
                <dt className="font-mono text-xs leading-5 text-ink-3">{key}</dt>
                <dd className="min-w-0 truncate" title={value}>
                  {value}
                </dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <p className="mt-1 text-pretty text-ink-2">
          {event.isApplied
            ? "It carries an anonymous ID only: it is kept, and counts once an identify says who it was."
            : "It is being looked at …"}
        </p>
      )}
    </div>
  );
}

function Refused({ refused }: { refused: Shown["refused"] }) {
  return (
    <ul aria-label="Refused just now" className="space-y-2 bg-bad-soft p-4 sm:p-5">
      {refused.map(({ id, sentence, excerpt }) => (
        <li key={id} className="flex gap-2.5 text-sm">
          <TriangleAlert aria-hidden size={15} className="mt-0.5 shrink-0 text-bad-ink" />
          <p className="min-w-0 [overflow-wrap:anywhere]">
            <span className="text-bad-ink">{sentence}</span>{" "}
            {excerpt ? <code className="font-mono text-xs text-ink-3">{excerpt}</code> : null}
          </p>
        </li>
      ))}
    </ul>
  );
}
