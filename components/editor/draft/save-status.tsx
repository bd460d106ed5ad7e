"use client";

import { useEffect, useState } from "react";
import type { SaveMode } from "@/components/editor/draft/save-state";
import { saveWords } from "@/components/editor/draft/save-words";
import type { Tone } from "@/lib/words/tone";

const TICK_MS = 1_000;
const inks: { readonly [T in Tone]: string } = {
  idle: "text-ink-3",
  info: "text-ink-3",
  good: "text-ink-3",
  warn: "text-warn-ink",
  bad: "text-bad-ink",
};

/** Whether everything is saved, as text: "Saved 3 s ago". */
export function SaveStatus({ save, className = "" }: { save: SaveMode; className?: string }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(performance.now());
    tick();
    const every = setInterval(tick, TICK_MS);
    return () => clearInterval(every);
  }, []);
  const { tone, words } = saveWords(save, Math.max(now ?? 0, "atMs" in save ? (save.atMs ?? 0) : 0));
  // What is read aloud says the state once, and not every second how long ago it was.
  const said = save.mode === "saved" ? "Saved" : words;
  return (
    <span className={`min-w-0 text-sm tabular-nums ${inks[tone]} ${className}`}>
      <span aria-hidden>{words}</span>
      <span role="status" className="sr-only">
        {said}
      </span>
    </span>
  );
}
