"use client";

import { memo } from "react";
import { rowWords } from "@/components/editor/canvas/drawing/card-words";
import { ProblemMark } from "@/components/editor/canvas/problem-mark";
import { useStop } from "@/components/editor/canvas/use-stop";
import { CardFigures, useHasFigures } from "@/components/editor/figures/card-figures";
import { kindParts } from "@/components/flow/kinds";
import type { Step } from "@/lib/programmes/schema";

/** One action or step on a card: its mark, its own first line, and what more there is to know. */
export const RowButton = memo(function RowButton({ step, height }: { step: Step; height: number }) {
  const { isSelected, isDragged, props } = useStop(step.id, true);
  const { headline, detail } = rowWords(step);
  const { icon: Icon, hue } = kindParts[step.kind];
  const hasFigures = useHasFigures(step.id);
  return (
    <div className="relative">
      <button
        {...props}
        style={{ height }}
        className={`relative flex w-full items-start gap-2.5 pt-2 pl-2.5 text-left outline-offset-[-2px] ${hasFigures ? "pr-20" : "pr-2.5"} ${
          isSelected ? "bg-accent-soft" : "hover:bg-sunken"
        } ${isDragged ? "opacity-40" : ""}`}
      >
        <span aria-hidden className={`grid size-6 shrink-0 place-items-center rounded-md ${hue}`}>
          <Icon size={14} strokeWidth={2} />
        </span>
        <span className="min-w-0 flex-1 pt-0.5">
          <span dir="auto" title={headline} className="block truncate text-sm">
            {headline}
          </span>
          {detail ? (
            <span dir="auto" title={detail} className="line-clamp-2 text-xs text-ink-3 wrap-anywhere">
              {detail}
            </span>
          ) : null}
        </span>
        <ProblemMark id={step.id} />
      </button>
      <CardFigures id={step.id} />
    </div>
  );
});
