"use client";

import { Pause, Play } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";

interface Props {
  paused: boolean;
  pause: () => Promise<{ ok: boolean; message: string }>;
  resume: () => Promise<{ ok: boolean; message: string }>;
}

/** Stops a live job, or lets a paused one run again, and says what that did. */
export function PauseButton({ paused, pause, resume }: Props) {
  const [said, setSaid] = useState<{ ok: boolean; message: string } | null>(null);
  const [busy, start] = useTransition();
  const click = () =>
    start(async () => {
      setSaid(await (paused ? resume() : pause()));
    });
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 max-sm:flex-row-reverse">
      <p
        aria-live="polite"
        className={`max-w-sm text-sm ${said?.ok === false ? "text-bad-ink" : "text-ink-2"}`}
      >
        {said?.message}
      </p>
      <Button disabled={busy} onClick={click}>
        {paused ? <Play aria-hidden size={14} /> : <Pause aria-hidden size={14} />}
        {paused ? "Resume" : "Pause"}
      </Button>
    </div>
  );
}
