"use client";

import "@xyflow/react/dist/base.css";
import { ReactFlowProvider } from "@xyflow/react";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Layout } from "@/components/editor/canvas/drawing/boxes";
import { withKnown } from "@/components/editor/canvas/drawing/known";
import { layoutOf } from "@/components/editor/canvas/drawing/layout";
import type { Size } from "@/components/editor/canvas/drawing/view";
import { Sketch } from "@/components/editor/canvas/sketch";
import { useEditor, useEditorState } from "@/components/editor/editor-context";

/** The job as a drawing: the same flow, selection and verbs as in the outline. */
export default function Canvas() {
  const { isReadOnly } = useEditor();
  const definition = useEditorState((state) => state.definition);
  const collapsed = useEditorState((state) => state.collapsed);
  const drawn = useRef<Layout | null>(null);
  const layout = useMemo(() => {
    drawn.current = withKnown(layoutOf(definition, collapsed, !isReadOnly), drawn.current);
    return drawn.current;
  }, [definition, collapsed, isReadOnly]);
  const { size, measure } = useSize();
  return (
    <div ref={measure} className="relative size-full min-h-0">
      {size ? (
        <ReactFlowProvider>
          <Sketch layout={layout} size={size} />
        </ReactFlowProvider>
      ) : null}
    </div>
  );
}

function useSize() {
  const [size, setSize] = useState<Size | null>(null);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const look = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, []);
  return { size, measure };
}
