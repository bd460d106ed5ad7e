"use client";

import { Background, BackgroundVariant, ReactFlow, useKeyPress } from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { CanvasProvider, type CanvasTools, createCanvasState } from "@/components/editor/canvas/canvas-state";
import { Card } from "@/components/editor/canvas/card";
import type { Layout } from "@/components/editor/canvas/drawing/boxes";
import { type BoxNode, nodesOf } from "@/components/editor/canvas/drawing/nodes";
import { firstView, LARGEST, type Size, SMALLEST } from "@/components/editor/canvas/drawing/view";
import { GapLayer } from "@/components/editor/canvas/gap-layer";
import { Ghost } from "@/components/editor/canvas/ghost";
import { keptView } from "@/components/editor/canvas/kept-view";
import { LineLayer } from "@/components/editor/canvas/line-layer";
import { useCanvasKeys } from "@/components/editor/canvas/use-canvas-keys";
import { useGrab } from "@/components/editor/canvas/use-grab";
import { useOneStop } from "@/components/editor/canvas/use-one-stop";
import { useSeen } from "@/components/editor/canvas/use-seen";
import { useView } from "@/components/editor/canvas/use-view";
import { ViewButtons } from "@/components/editor/canvas/view-buttons";
import { useEditor } from "@/components/editor/editor-context";
import { addArmTo, moveItem } from "@/components/editor/verbs/carry-out";
import { usePageKeys } from "@/components/editor/verbs/use-page-keys";
import { useVerbs } from "@/components/editor/verbs/use-verbs";
import { itemsOf } from "@/lib/programmes/flow";

const nodeTypes = { card: Card };
const NO_EDGES: never[] = [];

/** The flow as it is drawn, in a frame whose size is known. */
export function Sketch({ layout, size }: { layout: Layout; size: Size }) {
  const editor = useEditor();
  const frame = useRef<HTMLDivElement>(null);
  const drawn = useRef(layout);
  useEffect(() => {
    drawn.current = layout;
  });
  const nodes = useNodes(layout);
  const [state] = useState(() => createCanvasState(editor.get().selected ?? "#audience"));
  const [view] = useState(() => keptView() ?? firstView(layout.bounds, size));
  const seen = useView(drawn, frame);
  const focus = useCallback(
    (id: string) => {
      stopOf(frame.current, id)?.focus({ preventScroll: true });
      seen.reveal(id);
    },
    [seen],
  );
  const focused = useCallback(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || !frame.current?.contains(at)) return null;
    const id = at.closest<HTMLElement>("[data-stop]")?.dataset.stop;
    return id === undefined ? null : { id, at };
  }, []);
  const { hands, run, over } = useVerbs({ focus, focused });
  usePageKeys(run, focused);
  const onKeyDown = useCanvasKeys({ layout: drawn, focused, focus, run, view: seen });
  const grab = useGrab({
    editor,
    state,
    layout: drawn,
    frame,
    drop: (id, place) => moveItem(hands, id, place),
  });
  const tools = useMemo<CanvasTools>(
    () => ({
      ...state,
      grab,
      reveal: seen.reveal,
      add: ({ place }, at) => hands.ask({ kind: "add", place, at }),
      addWay: (branch) => addArmTo(hands, branch),
    }),
    [state, grab, seen, hands],
  );
  const touch = useSeen(seen.reveal, layout, size);
  useOneStop(state, layout, frame);
  useFirstStep();
  return (
    <CanvasProvider value={tools}>
      <ReactFlow<BoxNode>
        ref={frame}
        nodes={nodes}
        edges={NO_EDGES}
        nodeTypes={nodeTypes}
        defaultViewport={view}
        onPaneClick={() => editor.select(null)}
        onKeyDown={onKeyDown}
        onPointerDownCapture={touch}
        onKeyDownCapture={touch}
        onWheelCapture={touch}
        minZoom={SMALLEST}
        maxZoom={LARGEST}
        panOnScroll
        zoomOnDoubleClick={false}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        attributionPosition="bottom-right"
        ariaLabelConfig={ariaLabels}
        aria-label="The flow, drawn"
        aria-description="Arrow keys go from card to card, Enter opens the form, plus adds behind it, question mark lists every key."
        className={look}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--line)" />
        <LineLayer lines={layout.lines} />
        {editor.isReadOnly ? null : <GapLayer gaps={layout.gaps} />}
        <ViewButtons {...seen} />
        <SpaceBar />
      </ReactFlow>
      <Ghost />
      {over}
    </CanvasProvider>
  );
}

const look =
  "[--xy-background-color:var(--canvas)] [--xy-attribution-background-color:transparent] [&_.react-flow__attribution_a]:text-ink-3 data-dragging:**:data-gap:pointer-events-none";
const ariaLabels = {
  "node.a11yDescription.default": "",
  "node.a11yDescription.keyboardDisabled": "",
  "node.a11yDescription.ariaLiveMessage": () => "",
  "edge.a11yDescription.default": "",
};

/** The cards as nodes, of which those that are drawn as before stay the very same. */
function useNodes({ boxes }: Layout): BoxNode[] {
  const [nodes, setNodes] = useState(() => nodesOf(boxes, []));
  const next = useMemo(() => nodesOf(boxes, nodes), [boxes, nodes]);
  if (next !== nodes) setNodes(next);
  return next;
}

/** In a job that says nothing yet the first thing to say is selected. */
function useFirstStep() {
  const editor = useEditor();
  useEffect(() => {
    const { definition, selected } = editor.get();
    const isBlank = definition.audience.any.length === 0 && itemsOf(definition).length === 0;
    if (selected === null && isBlank && !editor.isReadOnly) editor.select("#audience");
  }, [editor]);
}

/** Marks the frame while the space bar is held, when a press on a card pans. */
function SpaceBar() {
  const isHeld = useKeyPress("Space");
  return <span hidden data-space={isHeld} />;
}

function stopOf(frame: HTMLElement | null, id: string): HTMLElement | null {
  return frame?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(id)}"]`) ?? null;
}
