"use client";

import type { FocusEvent, PointerEvent } from "react";
import { useCanvas, useCanvasState } from "@/components/editor/canvas/canvas-state";
import { useEditor, useEditorState } from "@/components/editor/editor-context";

/** What makes a part of the drawing selectable: one press selects it, a drag moves it where it may be moved, and Tab comes to one of all. */
export function useStop(id: string, isMovable = false) {
  const editor = useEditor();
  const canvas = useCanvas();
  const isSelected = useEditorState((state) => state.selected === id);
  const isFocused = useCanvasState((state) => state.focused === id);
  const isDragged = useCanvasState((state) => state.drag?.id === id);
  return {
    isSelected,
    isDragged,
    props: {
      type: "button" as const,
      "data-stop": id,
      tabIndex: isFocused ? 0 : -1,
      "aria-current": isSelected || undefined,
      onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) => {
        if (canvas.get().focused !== id) canvas.set({ focused: id });
        if (currentTarget.matches(":focus-visible")) canvas.reveal(id);
      },
      onClick: () => editor.select(id),
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (isMovable) canvas.grab(id, event);
      },
    },
  };
}
