"use client";

import { ViewportPortal } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo } from "react";
import { useCanvas, useCanvasState } from "@/components/editor/canvas/canvas-state";
import type { Gap } from "@/components/editor/canvas/drawing/boxes";
import { CARD_WIDTH, FOOT } from "@/components/editor/canvas/drawing/sizes";
import { stepHeadline } from "@/lib/programmes/edit/step-headline";

/** Everywhere something can be put: a dot until it is pointed at, then a button. */
export const GapLayer = memo(function GapLayer({ gaps }: { gaps: readonly Gap[] }) {
  return (
    <ViewportPortal>
      {gaps.map((gap) => (
        <GapButton key={gap.key} gap={gap} />
      ))}
    </ViewportPortal>
  );
});

const GapButton = memo(function GapButton({ gap }: { gap: Gap }) {
  const { add } = useCanvas();
  const isTarget = useCanvasState((state) => state.drag?.gap?.key === gap.key);
  const Look = gap.at === "foot" ? Foot : Dot;
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        data-gap={gap.key}
        aria-label={`${gap.at === "foot" ? "Add an action" : "Insert"} ${words(gap)}`}
        onClick={(event) => add(gap, event.currentTarget)}
        style={{ left: gap.x, top: gap.y }}
        className={`group pointer-events-auto absolute -translate-x-1/2 -translate-y-1/2 ${sizes[gap.at]}`}
      >
        <Look isQuiet={gap.at === "rows"} />
      </button>
      {isTarget ? (
        <span
          aria-hidden
          data-drop
          style={{
            left: gap.x - CARD_WIDTH / 2,
            top: gap.y - (gap.at === "foot" ? FOOT / 2 : 0) - 2,
            width: CARD_WIDTH,
          }}
          className="pointer-events-none absolute h-1 rounded-full bg-accent"
        />
      ) : null}
    </>
  );
});

const sizes: { readonly [At in Gap["at"]]: string } = {
  line: "grid h-8 w-16 place-items-center",
  rows: "grid h-3.5 w-16 place-items-center hover:z-10 focus-visible:z-10",
  foot: "h-9 w-[298px]",
};

function Dot({ isQuiet }: { isQuiet: boolean }) {
  return (
    <>
      <span
        className={`size-2 rounded-full border border-line-strong bg-canvas group-hover:hidden group-focus-visible:hidden ${
          isQuiet ? "opacity-0" : ""
        }`}
      />
      <span className="absolute hidden h-6 items-center gap-1 rounded-full bg-accent pr-2.5 pl-1.5 text-xs font-medium text-on-accent group-hover:inline-flex group-focus-visible:inline-flex">
        <Plus aria-hidden size={13} strokeWidth={2.5} />
        Insert
      </span>
    </>
  );
}

function Foot() {
  return (
    <span className="flex size-full items-center gap-2.5 border-t border-line px-3 text-xs text-ink-3 group-hover:text-accent">
      <Plus aria-hidden size={14} strokeWidth={2} className="mx-[3px]" />
      Add an action
    </span>
  );
}

function words({ before, behind, place }: Gap): string {
  const parts = [
    ...(before ? [`after ${stepHeadline(before)}`] : []),
    ...(behind ? [`before ${stepHeadline(behind)}`] : []),
  ];
  return parts.join(", ") || (typeof place.list === "string" ? laneWords[place.list] : "in this way");
}
const laneWords = {
  entry: "on entry",
  steps: "after entry",
  completion: "on completion",
  exit: "on exit",
} as const;
