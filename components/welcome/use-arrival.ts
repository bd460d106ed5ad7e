"use client";

import { useEffect, useState } from "react";

export interface Shown {
  event: { id: string; type: string; name: string | null; at: string; isApplied: boolean } | null;
  done: string | null;
  person: { id: string; name: string; email: string | null } | null;
  attributes: { key: string; value: string }[];
  organisation: string | null;
  refused: { id: string; at: string; sentence: string; excerpt: string }[];
}

const EVERY_MS = 1_000;

/** What arrived last, asked for every second while the page is looked at; a lost connection is tried again. */
export function useArrival(address: string): { shown: Shown | null; isLost: boolean } {
  const [shown, setShown] = useState<Shown | null>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await fetch(address).catch(() => null);
      const found: Shown | null = answer?.ok ? await answer.json() : null;
      if (isOver) return;
      setLost(found === null);
      if (found) setShown(found);
    };
    void look();
    const timer = setInterval(look, EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [address]);
  return { shown, isLost };
}
