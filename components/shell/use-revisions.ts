"use client";

import { useCallback, useEffect, useState } from "react";
import { type Line, lookOut } from "@/components/shell/look-out";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

interface Hrefs {
  /** The stream of revisions. */
  live: string;
  /** Where to ask how the line stands. */
  pulse: string;
}

/** Hears the revisions of a workspace while the page is looked at, and says whether the line stands. */
export function useRevisions({ live, pulse }: Hrefs, hear: (revision: string) => void) {
  const [line, setLine] = useState<Line>("live");
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try opens the line anew
  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let isOver = false;
    const close = () => {
      clearTimeout(timer);
      timer = undefined;
      source?.close();
      source = null;
    };
    const fail = async (isRefused: boolean) => {
      close();
      failures += 1;
      timer = setTimeout(open, waitMs(failures));
      // The server ends every line once a minute, so that a first end is none.
      if (failures === 1 && !isRefused) return;
      const found = await lookOut(pulse);
      // That the server answers does not mean that the stream comes through.
      if (!isOver)
        setLine((known) => (found === "signed_out" || known === "signed_out" ? "signed_out" : "lost"));
    };
    const open = () => {
      clearTimeout(timer);
      if (source || document.hidden || isOver) return;
      const mine = new EventSource(live);
      source = mine;
      mine.onmessage = ({ data }) => {
        failures = 0;
        setLine("live");
        hear(String(data));
      };
      mine.onerror = () => void fail(mine.readyState === EventSource.CLOSED);
    };
    const follow = () => (document.hidden ? close() : open());
    open();
    document.addEventListener("visibilitychange", follow);
    window.addEventListener("online", follow);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", follow);
      window.removeEventListener("online", follow);
      close();
    };
  }, [live, pulse, hear, tries]);
  return { line, setLine, reopen: useCallback(() => setTries((known) => known + 1), []) };
}

/** Longer from time to time, and never the same for all who lost the line at once. */
function waitMs(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS) * (0.75 + Math.random() / 2);
}
