"use client";

import { createPortal } from "react-dom";
import { useCanvasState } from "@/components/editor/canvas/canvas-state";
import { rowWords } from "@/components/editor/canvas/drawing/card-words";
import { useEditor } from "@/components/editor/editor-context";
import { kindParts } from "@/components/flow/kinds";
import { findItem } from "@/lib/programmes/edit/places";

/** What is being dragged, beside the pointer. It is moved without rendering anew. */
export function Ghost() {
  const editor = useEditor();
  const id = useCanvasState((state) => state.drag?.id ?? null);
  const step = id === null ? null : findItem(editor.get().definition, id);
  if (!step) return null;
  const { icon: Icon, hue } = kindParts[step.kind];
  return createPortal(
    <div
      id="canvas-ghost"
      aria-hidden
      className="lifted pointer-events-none fixed top-0 left-0 z-50 flex h-10 w-60 items-center gap-2.5 px-2.5 text-sm"
    >
      <span className={`grid size-6 shrink-0 place-items-center rounded-md ${hue}`}>
        <Icon size={14} strokeWidth={2} />
      </span>
      <span dir="auto" className="truncate">
        {rowWords(step).headline}
      </span>
    </div>,
    document.body,
  );
}
