"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import type { Layout } from "@/components/editor/canvas/drawing/boxes";
import { firstView, type Size } from "@/components/editor/canvas/drawing/view";
import { keptView } from "@/components/editor/canvas/kept-view";
import { useEditorState } from "@/components/editor/editor-context";

/** Keeps what matters in view while the frame changes its size. Returns what is to be told when somebody touches the drawing. */
export function useSeen(reveal: (id: string) => void, layout: Layout, size: Size): () => void {
  const touch = useFirstView(layout, size);
  useSelectionInView(reveal, size);
  return touch;
}

/** Until somebody touches a drawing that is seen for the first time, it is centred anew when the form beside it takes its room. */
function useFirstView({ bounds }: Layout, { width, height }: Size): () => void {
  const { setViewport } = useReactFlow();
  const isUntouched = useRef(keptView() === null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another size of the frame is a reason
  useEffect(() => {
    if (isUntouched.current) void setViewport(firstView(bounds, { width, height }));
  }, [setViewport, width, height]);
  return useCallback(() => {
    isUntouched.current = false;
  }, []);
}

/** What is selected is seen: whoever selected it, and however narrow the frame has become. */
function useSelectionInView(reveal: (id: string) => void, { width, height }: Size) {
  const selected = useEditorState((state) => state.selected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size of the frame and where the card stands decide what can be seen
  useEffect(() => {
    if (selected) reveal(selected);
  }, [reveal, selected, width, height]);
}
