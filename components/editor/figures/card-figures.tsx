"use client";

import { useEditor, useEditorState } from "@/components/editor/editor-context";
import { type FigureLink, figureLinks } from "@/components/editor/figures/figure-links";
import { Link } from "@/components/ui/link";
import type { DeliveryStatus } from "@/lib/deliveries/schema";

const MOST_SHOWN = 2;
const told: readonly DeliveryStatus[] = ["skipped", "failed", "unconfirmed"];
/** What a card with little room shows first, and how. */
const short: { readonly [K in FigureLink["key"]]: { order: number; word: string; ink: string } } = {
  failed: { order: 0, word: "failed", ink: "text-bad-ink" },
  unconfirmed: { order: 1, word: "in doubt", ink: "text-warn-ink" },
  here: { order: 2, word: "here", ink: "text-ink" },
  passed: { order: 3, word: "through", ink: "text-ink-3" },
  skipped: { order: 4, word: "skipped", ink: "text-ink-3" },
};

/** Whether a place of a running job has figures, so that its words leave them room. */
export function useHasFigures(id: string): boolean {
  return useEditorState((state) => {
    const figure = state.figures.get(id);
    if (!figure) return false;
    const { here, passed, outcomes } = figure;
    return here > 0 || passed > 0 || outcomes.some(({ status }) => told.includes(status));
  });
}

/** The two weightiest figures of a place at the right edge of its card, each a link to exactly those it counts; all of them stand in the outline. */
export function CardFigures({
  id,
  branch = null,
  className = "top-2.5 right-2.5",
}: {
  id: string;
  branch?: string | null;
  className?: string;
}) {
  const { job } = useEditor();
  const figure = useEditorState((state) => state.figures.get(id));
  if (!figure) return null;
  const shown = figureLinks(job, id, figure, branch)
    .sort((a, b) => short[a.key].order - short[b.key].order)
    .slice(0, MOST_SHOWN);
  return (
    <span
      className={`nodrag nopan absolute flex flex-col items-end text-xs leading-4 tabular-nums ${className}`}
    >
      {shown.map(({ key, count, words, href }) => (
        <Link
          key={key}
          href={href}
          prefetch={false}
          tabIndex={-1}
          title={words}
          className={`quiet-link ${short[key].ink}`}
        >
          {count} {id.startsWith("#") ? words.replace(/^\d+ /, "") : short[key].word}
        </Link>
      ))}
    </span>
  );
}
