"use client";

import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect, useMemo } from "react";
import type { Layout } from "@/components/editor/canvas/drawing/boxes";
import { fitted, revealing, type View, zoomed } from "@/components/editor/canvas/drawing/view";
import { keepView } from "@/components/editor/canvas/kept-view";
import type { ViewVerbs } from "@/components/editor/canvas/view-buttons";

export interface ViewOfCanvas extends ViewVerbs {
  /** Moves the view as little as it takes to see what stands for an id. */
  reveal: (id: string) => void;
}

const MOVES_FOR_MS = 180;

/** How the drawing is seen, changed by buttons, keys, and by what is selected. */
export function useView(layout: RefObject<Layout>, frame: RefObject<HTMLElement | null>): ViewOfCanvas {
  const flow = useReactFlow();
  useEffect(() => {
    const keep = () => keepView(flow.getViewport());
    addEventListener("pagehide", keep);
    return () => {
      removeEventListener("pagehide", keep);
      keep();
    };
  }, [flow]);
  return useMemo(() => {
    const size = () => ({ width: frame.current?.clientWidth ?? 0, height: frame.current?.clientHeight ?? 0 });
    const show = (view: View | null) => {
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      // The smooth way zooms out and in again: the next key in the meantime would keep what it was zoomed out to.
      if (view) void flow.setViewport(view, { duration: isStill ? 0 : MOVES_FOR_MS, interpolate: "linear" });
    };
    return {
      zoomBy: (factor) => show(zoomed(flow.getViewport(), size(), factor)),
      zoomTo: (zoom) => show(zoomed(flow.getViewport(), size(), zoom / flow.getZoom())),
      seeAll: () => show(fitted(layout.current.bounds, size())),
      reveal: (id) => {
        const stop = layout.current.stops.find((one) => one.id === id);
        if (stop) show(revealing(flow.getViewport(), size(), stop));
      },
    };
  }, [flow, layout, frame]);
}
