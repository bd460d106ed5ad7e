"use client";

import { useState } from "react";
import type { Outcome } from "@/components/ui/attempt";
import { Button } from "@/components/ui/button";
import { useMutation } from "@/components/ui/use-mutation";
import type { Resending } from "@/lib/deliveries/by-hand/resending";
import { sendAgainWords } from "@/lib/words/send-again-words";

interface Props {
  again: Exclude<Resending["kind"], "no">;
  sendAgain: (wanted: { mayArriveTwice: boolean }) => Promise<Outcome>;
}

/** Has a delivery sent by hand; where it may have arrived already, only after saying what that means. */
export function SendAgain({ again, sendAgain }: Props) {
  const words = sendAgainWords[again];
  const [sure, setSure] = useState(false);
  const settle = () => setSure(false);
  const { run, isPending } = useMutation(sendAgain, { onDone: settle, onRefused: settle });
  const asks = words.confirmation !== undefined && !sure;
  const click = () => {
    if (asks) return setSure(true);
    run({ mayArriveTwice: again === "twice" });
  };
  return (
    <div className="card mb-8 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4">
      <p aria-live="polite" className="min-w-0 flex-1 basis-72 text-ink-2">
        {sure ? words.confirmation : words.sentence}
      </p>
      <div className="flex gap-2">
        {sure ? (
          <Button disabled={isPending} onClick={settle}>
            Cancel
          </Button>
        ) : null}
        <Button disabled={isPending} onClick={click}>
          {sure ? words.confirm : words.button}
        </Button>
      </div>
    </div>
  );
}
