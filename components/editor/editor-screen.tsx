"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { EditorProvider, useEditor, useEditorState } from "@/components/editor/editor-context";
import type { EditorScreenProps } from "@/components/editor/editor-props";
import { createEditor } from "@/components/editor/editor-store";
import { ReadJsonContext } from "@/components/editor/json/read-json";
import { Outline } from "@/components/editor/outline/outline";
import { Panel } from "@/components/editor/panel/panel";
import { useIsWide } from "@/components/editor/panel/use-is-wide";
import { Saving } from "@/components/editor/saving";
import { ReadPastedContext } from "@/components/editor/verbs/read-pasted";
import { firstView } from "@/components/editor/view-choice";
import { isSelectable } from "@/lib/programmes/edit/selection-at";

const Canvas = dynamic(() => import("@/components/editor/canvas/canvas"), {
  ssr: false,
  loading: () => <p className="p-8 text-sm text-ink-3">Drawing the flow …</p>,
});

/** The job builder: one definition, as an outline or on a canvas, with the form of what is selected beside it. */
export function EditorScreen(props: EditorScreenProps) {
  const { opened, mayEdit, asked, figures, readPasted, readJson } = props;
  const [editor] = useState(() => {
    const { definition, surroundings } = opened;
    const selected = asked.step && isSelectable(definition, asked.step) ? asked.step : null;
    const job = { workspace: props.workspace, slug: opened.slug };
    return createEditor({ job, definition, surroundings, isReadOnly: !mayEdit, view: "outline", selected });
  });
  useEffect(() => {
    const { selected } = editor.get();
    if (selected && asked.field) editor.select(selected, asked.field);
  }, [editor, asked.field]);
  useEffect(() => editor.setSurroundings(opened.surroundings), [editor, opened.surroundings]);
  useEffect(() => {
    if (figures) editor.setFigures(figures);
  }, [editor, figures]);
  return (
    <EditorProvider editor={editor}>
      <ReadPastedContext value={readPasted}>
        <ReadJsonContext value={mayEdit ? readJson : null}>
          <div data-fills className="relative flex min-h-full flex-col lg:h-full lg:overflow-clip">
            <Saving {...props} />
            <div className="flex min-h-0 flex-1">
              <Views />
              <Panel />
            </div>
            <Said />
          </div>
        </ReadJsonContext>
      </ReadPastedContext>
    </EditorProvider>
  );
}

/** Which of the two views opens is known in the browser only: until then there is neither. */
function Views() {
  const editor = useEditor();
  const view = useEditorState((state) => state.view);
  const isWide = useIsWide();
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    editor.show(firstView());
    setReady(true);
  }, [editor]);
  if (!isReady) return <div className="min-h-96 min-w-0 flex-1" aria-busy />;
  // A window that has become narrow has no room for the drawing.
  return view === "canvas" && isWide ? (
    <div className="min-w-0 flex-1">
      <Canvas />
    </div>
  ) : (
    <div className="relative min-w-0 flex-1 lg:overflow-y-auto">
      <Outline />
    </div>
  );
}

/** What was done, for whoever hears the screen. */
function Said() {
  const said = useEditorState((state) => state.said);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
