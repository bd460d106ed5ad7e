"use client";

import { useCallback, useEffect, useState } from "react";
import { useEditor } from "@/components/editor/editor-context";
import { coalesce } from "@/components/shell/coalesce";
import { useOwnNews } from "@/components/shell/own-news";
import type { StepFigure } from "@/lib/insights/report/schema";

const AT_MOST_EVERY_MS = 3_000;

/** Keeps the figures on the cards of a job that ran up to date, as often as there is news and the server is quick enough. */
export function useFigures(address: string, hasRun: boolean): void {
  const editor = useEditor();
  const [looks] = useState(() => {
    const own = coalesce(() => {
      const began = performance.now();
      void fetchFigures(address)
        .then((figures) => figures && editor.setFigures(figures))
        .finally(() => own.done(performance.now() - began));
    }, AT_MOST_EVERY_MS);
    return own;
  });
  useOwnNews(useCallback(() => (hasRun ? looks.ask() : undefined), [looks, hasRun]));
  useEffect(() => () => looks.stop(), [looks]);
}

/** Null where they cannot be had now: the next news asks again. */
async function fetchFigures(address: string): Promise<Readonly<Record<string, StepFigure>> | null> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return null;
    const { figures }: { figures: Readonly<Record<string, StepFigure>> } = await answer.json();
    return figures;
  } catch {
    return null;
  }
}
