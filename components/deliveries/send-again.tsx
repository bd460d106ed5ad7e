"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { Resending } from "@/lib/deliveries/resending";
import { sendAgainWords } from "@/lib/insights/send-again-words";

interface Props {
  again: Exclude<Resending["kind"], "no">;
  sendAgain: (wanted: { mayArriveTwice: boolean }) => Promise<{ ok: boolean; message: string }>;
}

/** Has a delivery sent by hand; where it may have arrived already, only after saying what that means. */
export function SendAgain({ again, sendAgain }: Props) {
  const words = sendAgainWords[again];
  const [sure, setSure] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const asks = words.confirmation !== undefined && !sure;
  const click = () => {
    if (asks) return setSure(true);
    start(async () => {
      const answer = await sendAgain({ mayArriveTwice: again === "twice" });
      setRefused(answer.ok ? null : answer.message);
      setSure(false);
    });
  };
  return (
    <div className="card mb-8 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4">
      <p aria-live="polite" className={`min-w-0 flex-1 basis-72 ${refused ? "text-bad-ink" : "text-ink-2"}`}>
        {refused ?? (sure ? words.confirmation : words.sentence)}
      </p>
      <div className="flex gap-2">
        {sure ? (
          <Button disabled={busy} onClick={() => setSure(false)}>
            Cancel
          </Button>
        ) : null}
        <Button disabled={busy} onClick={click}>
          {sure ? words.confirm : words.button}
        </Button>
      </div>
    </div>
  );
}
