"use client";

import { useState } from "react";
import { GoLiveForm } from "@/components/jobs/draft/go-live-form";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useMutation } from "@/components/ui/use-mutation";
import type { FirstEntry, GoLiveView } from "@/lib/insights/go-live/schema";
import { customersOf } from "@/lib/words/figures";

interface Props {
  view: GoLiveView;
  name: string;
  publish: (entry: FirstEntry) => Promise<Outcome>;
}

/** Going live is a decision: it opens a dialog that asks for it. */
export function GoLive({ view, name, publish }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { run, isPending } = useMutation(publish, { isOnlyOnce: true, onDone: () => setOpen(false) });
  const { matching, target } = view;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 p-4 sm:p-5">
      <p className="text-pretty text-ink-2">{matchingWords(matching, target)} Next you choose who enters.</p>
      <Button look="main" className="h-9" onClick={() => setOpen(true)}>
        Go live…
      </Button>
      {isOpen ? (
        <Dialog
          title={`Take ${name} live`}
          onClose={() => setOpen(false)}
          className="sm:max-h-[78dvh] sm:max-w-2xl"
        >
          <GoLiveForm view={view} isPending={isPending} goLive={run} cancel={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </div>
  );
}

function matchingWords(matching: number | null, target: GoLiveView["target"]): string {
  if (matching === null) return "So many conditions take too long to count: it is not known how many match.";
  if (matching === 0) return "Nobody matches now.";
  return `${customersOf(matching, target)} ${matching === 1 ? "matches" : "match"} now.`;
}
