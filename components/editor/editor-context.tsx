"use client";

import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { Editor, EditorState } from "@/components/editor/editor-store";

const EditorContext = createContext<Editor | null>(null);

/** Hands one open editor to everything below it. */
export function EditorProvider({ editor, children }: { editor: Editor; children: ReactNode }) {
  return <EditorContext value={editor}>{children}</EditorContext>;
}

/** The verbs of the open editor. They never change, so using them renders nothing anew. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("There is no editor around this component.");
  return editor;
}

/** A slice of the editor's state; only a change of that very slice renders the component anew, so it must be a value that is kept, not made. */
export function useEditorState<Slice>(choose: (state: EditorState) => Slice): Slice {
  const editor = useEditor();
  const slice = () => choose(editor.get());
  return useSyncExternalStore(editor.follow, slice, slice);
}
