"use client";

import { useState, useTransition } from "react";

const UNREACHABLE = "Trig cannot be reached just now. What you typed is still here: try again.";

/** One try after another: whether it is under way, and the sentence that says why the last one did not work. */
export function useAttempt() {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, start] = useTransition();
  return {
    problem,
    busy,
    /** Runs a try; what it answers is the sentence against it, or null. */
    attempt: (work: () => Promise<string | null>) =>
      start(async () => {
        setProblem(null);
        setProblem(await work().catch(() => UNREACHABLE));
      }),
  };
}
