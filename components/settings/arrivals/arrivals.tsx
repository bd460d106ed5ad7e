"use client";

import { Pause, Play } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { ArrivalRow } from "@/components/settings/arrivals/arrival-row";
import { Button } from "@/components/ui/button";
import { type Arrival, momentOf } from "@/lib/insights/arrivals/arrival";
import { plural } from "@/lib/words/figures";

interface Props {
  workspace: string;
  arrivals: Arrival[];
  /** Whether new ones are added on top; an older page stays as it is. */
  isTail: boolean;
  now: Date;
  zone: string;
  filter: ReactNode;
  empty: ReactNode;
}

/** The stream of arrivals, the newest on top; it can be held still to read in peace. */
export function Arrivals({ workspace, arrivals, isTail, now, zone, filter, empty }: Props) {
  const [held, setHeld] = useState<Arrival[] | null>(null);
  const first = useRef(new Set(arrivals.map(({ id }) => id)));
  const shown = held ?? arrivals;
  const top = held?.[0];
  const missed = top ? arrivals.filter(({ id }) => momentOf(id) > momentOf(top.id)).length : arrivals.length;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        {filter}
        {isTail ? (
          <Button
            className="ml-auto"
            aria-pressed={held !== null}
            onClick={() => setHeld(held ? null : arrivals)}
          >
            {held ? <Play aria-hidden size={14} /> : <Pause aria-hidden size={14} />}
            {held ? "Go on" : "Hold"}
          </Button>
        ) : null}
      </div>
      {held && missed > 0 ? (
        <button
          type="button"
          onClick={() => setHeld(null)}
          className="mb-3 w-full rounded-md bg-accent-soft px-3 py-1.5 text-sm font-medium text-accent hover:underline"
        >
          {plural(missed, "new arrival")}: show
        </button>
      ) : null}
      {shown.length > 0 ? (
        <ol aria-label="Arrivals" className="card divide-y divide-line overflow-hidden">
          {shown.map((arrival) => (
            <ArrivalRow
              key={arrival.id}
              workspace={workspace}
              arrival={arrival}
              now={now}
              zone={zone}
              isNew={!first.current.has(arrival.id)}
            />
          ))}
        </ol>
      ) : (
        empty
      )}
    </>
  );
}
