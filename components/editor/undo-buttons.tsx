"use client";

import { Redo2, Undo2 } from "lucide-react";
import { useEditor, useEditorState } from "@/components/editor/editor-context";

/** One step back, one step forward; each says what it would undo or do again. */
export function UndoButtons() {
  const editor = useEditor();
  const last = useEditorState((state) => state.history.past.at(-1)?.label ?? null);
  const next = useEditorState((state) => state.history.future[0]?.label ?? null);
  return (
    <div className="flex">
      <IconButton label={last ? `Undo: ${last}` : "Nothing to undo"} isOff={!last} onClick={editor.undo}>
        <Undo2 aria-hidden size={16} strokeWidth={1.75} />
      </IconButton>
      <IconButton label={next ? `Redo: ${next}` : "Nothing to redo"} isOff={!next} onClick={editor.redo}>
        <Redo2 aria-hidden size={16} strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}

interface IconButtonProps {
  label: string;
  isOff: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

/** It stays in the Tab order when there is nothing to do, so that the focus is never lost. */
function IconButton({ label, isOff, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-disabled={isOff}
      onClick={onClick}
      className="inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-lit hover:text-ink aria-disabled:cursor-default aria-disabled:text-ink-3 aria-disabled:opacity-60 aria-disabled:hover:bg-transparent"
    >
      {children}
    </button>
  );
}
