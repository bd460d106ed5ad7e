"use client";

import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import type { Layout } from "@/components/editor/canvas/drawing/boxes";
import { type Direction, focusFrom } from "@/components/editor/canvas/drawing/focus-order";
import { type ViewVerbs, ZOOM_STEP } from "@/components/editor/canvas/view-buttons";
import { useEditor } from "@/components/editor/editor-context";
import {
  type FocusMove,
  focusMoveOf,
  isTypedInto,
  type Press,
  pressOf,
  type Verb,
  verbOf,
} from "@/components/editor/keys";
import type { Run, Target } from "@/components/editor/verbs/carry-out";

interface Around {
  layout: { readonly current: Layout };
  focused: () => Target | null;
  focus: (id: string) => void;
  run: Run;
  view: ViewVerbs;
}

const directions = {
  next: "next",
  previous: "previous",
  into: "right",
  out_of: "left",
  first: "first",
  last: "last",
} as const satisfies { readonly [M in FocusMove]: Direction };

/** The keys of the canvas: arrows follow the flow, the verbs are those of the outline, a few change how it is seen. */
export function useCanvasKeys(around: Around) {
  const editor = useEditor();
  const latest = useRef(around);
  useEffect(() => {
    latest.current = around;
  });
  return useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const { layout, focused, focus, run, view } = latest.current;
      if (isTypedInto(event.target) || event.defaultPrevented) return;
      const press = pressOf(event);
      const seen = press.hasMod || press.hasAlt ? undefined : viewKeys[press.key];
      if (seen) {
        event.preventDefault();
        return seen(view);
      }
      const target = focused();
      // The space bar is held to pan.
      if (!target || press.key === " ") {
        if (target) event.preventDefault();
        return;
      }
      const move = focusMoveOf(press);
      if (move) {
        event.preventDefault();
        const { collapsed } = editor.get();
        if (move === "into" && collapsed.has(target.id)) return editor.toggle(target.id);
        return focus(focusFrom(layout.current, target.id, directions[move]));
      }
      const verb = armVerb(press, target.id, layout.current) ?? verbOf(press);
      if (!verb || verb === "paste") return;
      event.preventDefault();
      run(verb, target);
    },
    [editor],
  );
}

/** Ways stand side by side: with Alt, left and right move one among them. */
function armVerb({ key, hasAlt }: Press, id: string, { sides }: Layout): Verb | null {
  if (!hasAlt || !sides.get(id)?.branch) return null;
  return key === "ArrowLeft" ? "move_up" : key === "ArrowRight" ? "move_down" : null;
}

const viewKeys: Readonly<Record<string, (view: ViewVerbs) => void>> = {
  "-": ({ zoomBy }) => zoomBy(1 / ZOOM_STEP),
  "=": ({ zoomBy }) => zoomBy(ZOOM_STEP),
  "0": ({ zoomTo }) => zoomTo(1),
  "1": ({ seeAll }) => seeAll(),
};
