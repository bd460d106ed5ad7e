"use client";

import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { type PointerEvent as ReactPointerEvent, type RefObject, useCallback, useRef } from "react";
import type { CanvasTools } from "@/components/editor/canvas/canvas-state";
import type { Layout } from "@/components/editor/canvas/drawing/boxes";
import { gapsFor, nearestGap } from "@/components/editor/canvas/drawing/nearest-gap";
import { edgePan } from "@/components/editor/canvas/drawing/view";
import type { Editor } from "@/components/editor/editor-store";
import type { Place } from "@/lib/programmes/edit/places";

const BEGINS_AFTER_PX = 6;

interface Around {
  editor: Editor;
  state: Pick<CanvasTools, "get" | "set">;
  layout: RefObject<Layout>;
  frame: RefObject<HTMLElement | null>;
  drop: (id: string, place: Place) => void;
}

/** Makes cards draggable: the nearest gap they may go to lights up, Escape leaves everything as it was, letting go moves them. */
export function useGrab(around: Around): CanvasTools["grab"] {
  const flow = useReactFlow();
  const latest = useRef(around);
  latest.current = around;
  return useCallback(
    (id, event) => {
      const isPanning = latest.current.frame.current?.querySelector("[data-space=true]") !== null;
      if (event.button !== 0 || event.pointerType === "touch" || isPanning) return;
      keepFromPanning(event);
      if (!latest.current.editor.isReadOnly) follow(id, event.nativeEvent, latest.current, flow);
    },
    [flow],
  );
}

/** React Flow pans from wherever it is not told otherwise; told so for good, a wheel over a card would do nothing. */
function keepFromPanning({ currentTarget }: ReactPointerEvent<HTMLElement>) {
  currentTarget.classList.add("nopan");
  const free = () => currentTarget.classList.remove("nopan");
  addEventListener("pointerup", free, { once: true });
  addEventListener("pointercancel", free, { once: true });
}

function follow(id: string, start: PointerEvent, around: Around, flow: ReactFlowInstance) {
  const { editor, state, layout, frame, drop } = around;
  const ended = new AbortController();
  const { signal } = ended;
  let at = { x: start.clientX, y: start.clientY };
  let gaps: ReturnType<typeof gapsFor> | null = null;
  let frameAsked = 0;

  function begin() {
    gaps = gapsFor(editor.get().definition, layout.current.gaps, id);
    frameAsked = requestAnimationFrame(step);
    document.body.style.cursor = "grabbing";
    frame.current?.setAttribute("data-dragging", "");
    getSelection()?.removeAllRanges();
  }
  /** Once a frame: the view moves while the pointer is at an edge, and the gap next to the pointer is found. */
  function step() {
    frameAsked = requestAnimationFrame(step);
    const rect = frame.current?.getBoundingClientRect();
    if (!rect || !gaps) return;
    const { dx, dy } = edgePan(at, rect);
    if (dx !== 0 || dy !== 0) {
      const view = flow.getViewport();
      flow.setViewport({ ...view, x: view.x + dx, y: view.y + dy });
    }
    const gap = nearestGap(gaps, flow.screenToFlowPosition(at, { snapToGrid: false }));
    const { drag } = state.get();
    if (drag?.id !== id || drag.gap?.key !== gap?.key) state.set({ drag: { id, gap } });
    place(frame.current?.ownerDocument.getElementById("canvas-ghost") ?? null, at);
  }
  function end() {
    ended.abort();
    cancelAnimationFrame(frameAsked);
    document.body.style.cursor = "";
    frame.current?.removeAttribute("data-dragging");
    if (state.get().drag) state.set({ drag: null });
  }

  addEventListener(
    "pointermove",
    ({ clientX, clientY }) => {
      at = { x: clientX, y: clientY };
      if (!gaps && Math.hypot(clientX - start.clientX, clientY - start.clientY) > BEGINS_AFTER_PX) begin();
    },
    { signal },
  );
  addEventListener(
    "pointerup",
    () => {
      const target = state.get().drag?.gap;
      const wasDragged = gaps !== null;
      end();
      if (wasDragged) swallowClick();
      if (target) drop(id, target.place);
    },
    { signal },
  );
  addEventListener("pointercancel", end, { signal });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !gaps) return;
      event.preventDefault();
      event.stopPropagation();
      end();
      addEventListener("pointerup", swallowClick, { once: true });
    },
    { signal, capture: true },
  );
}

/** The click that a browser sends after a drag is none. */
function swallowClick() {
  const stop = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }));
}

function place(ghost: HTMLElement | null, { x, y }: { x: number; y: number }) {
  if (ghost) ghost.style.transform = `translate(${x + 12}px, ${y + 8}px)`;
}
