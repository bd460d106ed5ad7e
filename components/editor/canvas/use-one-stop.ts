"use client";

import { type RefObject, useEffect } from "react";
import type { CanvasTools } from "@/components/editor/canvas/canvas-state";
import type { Layout } from "@/components/editor/canvas/drawing/boxes";
import { useEditor } from "@/components/editor/editor-context";

/** Tab always comes to one stop: the one that had the focus last, and where that is gone the one that is selected. */
export function useOneStop(
  { get, set }: Pick<CanvasTools, "get" | "set">,
  { stops }: Layout,
  frame: RefObject<HTMLElement | null>,
) {
  const editor = useEditor();
  useEffect(() => {
    const isDrawn = (id: string | null) => id !== null && stops.some((stop) => stop.id === id);
    if (isDrawn(get().focused)) return;
    const { selected } = editor.get();
    set({ focused: selected && isDrawn(selected) ? selected : "#audience" });
  }, [editor, get, set, stops]);
  useEffect(() => {
    frame.current?.querySelector(".react-flow__attribution a")?.setAttribute("tabindex", "-1");
  }, [frame]);
}
