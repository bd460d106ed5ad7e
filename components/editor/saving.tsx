"use client";

import { useEffect } from "react";
import { authorWords } from "@/components/editor/draft/save-words";
import { useAutosave } from "@/components/editor/draft/use-autosave";
import { useEditor } from "@/components/editor/editor-context";
import type { EditorScreenProps } from "@/components/editor/editor-props";
import { useFigures } from "@/components/editor/figures/use-figures";
import { SaveNews } from "@/components/editor/save-news";
import { TopBar } from "@/components/editor/top-bar";

/** Keeps what is edited as long as the editor is open, and tells on top how that stands. */
export function Saving(props: EditorScreenProps) {
  const { workspace, opened, mayEdit } = props;
  const editor = useEditor();
  const { autosave, state } = useAutosave({
    workspace,
    opened,
    mayEdit,
    show: (definition, why) =>
      editor.replace(
        definition,
        why === "restored" ? "What you had typed is back" : `${authorWords(why.by)} saved a change`,
      ),
    selected: () => editor.get().selected,
  });
  useFigures(`/api/screens/${workspace}/jobs/${opened.slug}/figures`, opened.liveVersion !== null);
  useEffect(() => editor.follow(() => autosave.changed(editor.get().definition)), [editor, autosave]);
  return (
    <>
      <TopBar {...props} saving={state} flush={() => autosave.flush()} />
      <SaveNews saving={state} choose={(whose) => autosave.choose(whose)} />
    </>
  );
}
