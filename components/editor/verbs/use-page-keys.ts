"use client";

import { useEffect } from "react";
import { isTypedInto, pressOf, verbOf } from "@/components/editor/keys";
import type { Run, Target } from "@/components/editor/verbs/carry-out";

/** Undo, redo and the list of keys are there wherever nobody types. The view that is shown listens for all of the page. */
export function usePageKeys(run: Run, focused: () => Target | null): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTypedInto(event.target) || focused()) return;
      const verb = verbOf(pressOf(event));
      if (verb !== "undo" && verb !== "redo" && verb !== "keys") return;
      event.preventDefault();
      run(verb, { id: "", at: document.body });
    };
    document.addEventListener("keydown", hear, true);
    return () => document.removeEventListener("keydown", hear, true);
  }, [run, focused]);
}
