"use client";

import { useStore } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";

export interface ViewVerbs {
  zoomBy: (factor: number) => void;
  zoomTo: (zoom: number) => void;
  seeAll: () => void;
}
export const ZOOM_STEP = 1.25;

const button = "grid h-8 min-w-8 place-items-center text-ink-2 hover:bg-lit hover:text-ink";

/** How large the drawing is shown. Each has a key, so none of them is one more stop for Tab. */
export function ViewButtons({ zoomBy, zoomTo, seeAll }: ViewVerbs) {
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100));
  return (
    <fieldset className="absolute bottom-4 left-4 z-10 flex overflow-hidden rounded-md border border-line bg-surface text-xs shadow-card">
      <legend className="sr-only">Zoom</legend>
      <button
        type="button"
        tabIndex={-1}
        aria-label="Zoom out"
        title="Zoom out (−)"
        aria-keyshortcuts="-"
        onClick={() => zoomBy(1 / ZOOM_STEP)}
        className={button}
      >
        <Minus aria-hidden size={14} strokeWidth={2} />
      </button>
      <button
        type="button"
        tabIndex={-1}
        title="Full size (0)"
        aria-keyshortcuts="0"
        onClick={() => zoomTo(1)}
        className={`${button} w-12 tabular-nums`}
      >
        {zoom}%
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label="Zoom in"
        title="Zoom in (=)"
        aria-keyshortcuts="="
        onClick={() => zoomBy(ZOOM_STEP)}
        className={button}
      >
        <Plus aria-hidden size={14} strokeWidth={2} />
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label="See all of it"
        title="See all of it (1)"
        aria-keyshortcuts="1"
        onClick={seeAll}
        className={`${button} border-l border-line`}
      >
        <Maximize aria-hidden size={14} strokeWidth={2} />
      </button>
    </fieldset>
  );
}
