"use client";

import { useEffect, useState } from "react";
import { askToSignIn } from "@/components/ui/sign-in-again";
import type { FoundPlaces } from "@/lib/insights/find-places";

export interface Finding {
  /** What was found last, also while the next search is on its way. */
  found: FoundPlaces;
  /** What it was found for. */
  foundFor: string | null;
  state: "searching" | "there" | "failed";
  again: () => void;
}

const TYPED_FOR_MS = 100;
const NOTHING: FoundPlaces = { jobs: [], people: [], organisations: [] };

/** Finds places by name on the server while somebody types; what was typed meanwhile overtakes what is on its way. */
export function useFind(href: string, typed: string): Finding {
  const search = typed.trim();
  const [answer, setAnswer] = useState<{ found: FoundPlaces; search: string } | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks anew
  useEffect(() => {
    const asking = new AbortController();
    const ask = async () => {
      try {
        const response = await fetch(`${href}?q=${encodeURIComponent(search)}`, { signal: asking.signal });
        if (response.status === 401) askToSignIn(() => setTries((known) => known + 1));
        if (!response.ok) return setFailed(search);
        const found: FoundPlaces = await response.json();
        setAnswer({ found, search });
        setFailed(null);
      } catch {
        if (!asking.signal.aborted) setFailed(search);
      }
    };
    const timer = setTimeout(ask, search ? TYPED_FOR_MS : 0);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [href, search, tries]);
  const isThere = answer?.search === search;
  return {
    found: answer?.found ?? NOTHING,
    foundFor: answer?.search ?? null,
    state: isThere ? "there" : failed === search ? "failed" : "searching",
    again: () => {
      setFailed(null);
      setTries((known) => known + 1);
    },
  };
}
