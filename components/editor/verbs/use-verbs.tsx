"use client";

import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useEditor } from "@/components/editor/editor-context";
import { isTypedInto } from "@/components/editor/keys";
import type { Asked } from "@/components/editor/verbs/asked";
import {
  carryOut,
  copy,
  type Hands,
  type Run,
  removeItem,
  type Target,
} from "@/components/editor/verbs/carry-out";
import { followClips } from "@/components/editor/verbs/clip";
import { pasteText } from "@/components/editor/verbs/paste";
import { useReadPasted } from "@/components/editor/verbs/read-pasted";
import { toasts } from "@/components/ui/use-toast";
import { placeBeside } from "@/lib/programmes/edit/place-beside";

const loadOverView = () => import("@/components/editor/verbs/over-view");
const OverView = lazy(loadOverView);

interface View {
  /** Puts the focus on what stands for an id. */
  focus: (id: string) => void;
  /** What has the focus in this view; null where nothing of it has. */
  focused: () => Target | null;
}

export interface VerbsOfView {
  hands: Hands;
  run: Run;
  /** What lies over the view: pickers, menus, dialogs. */
  over: ReactNode;
}

/** The verbs of a view of the job: outline and canvas do the same things in the same way. */
export function useVerbs({ focus, focused }: View): VerbsOfView {
  const editor = useEditor();
  const readPasted = useReadPasted();
  const [asked, ask] = useState<Asked | null>(null);
  const hands = useMemo<Hands>(
    () => ({ editor: flushing(editor), ask, focus, refuse: (reason) => refuse(editor.say, reason) }),
    [editor, focus],
  );
  const run = useCallback<Run>((verb, target) => carryOut(verb, hands, target), [hands]);
  const latest = useRef(focused);
  useEffect(() => {
    latest.current = focused;
  });
  useEffect(() => {
    if (editor.isReadOnly) return;
    loadOverView().catch(() => undefined);
    return followClips();
  }, [editor]);
  useEffect(() => {
    /** Copy, cut and paste come as events of their own: only they may touch the clipboard without asking. */
    const hear = (event: ClipboardEvent) => {
      const target = isTypedInto(document.activeElement) ? null : latest.current();
      if (!target || editor.isReadOnly || event.defaultPrevented) return;
      if (event.type !== "paste" && window.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      if (event.type === "paste") {
        const place = placeBeside(editor.get().definition, target.id, "after");
        const text = event.clipboardData?.getData("text/plain") ?? "";
        if (place) void pasteText(hands, text, place, readPasted);
        return;
      }
      const text = copy(hands, target);
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      if (event.type === "cut") removeItem(hands, target.id);
    };
    const events = ["copy", "cut", "paste"] as const;
    for (const name of events) document.addEventListener(name, hear);
    return () => {
      for (const name of events) document.removeEventListener(name, hear);
    };
  }, [editor, hands, readPasted]);
  useReturn(asked !== null);
  const over = asked ? (
    <Suspense fallback={null}>
      <OverView asked={asked} hands={hands} run={run} readPasted={readPasted} onClose={() => ask(null)} />
    </Suspense>
  ) : null;
  return { hands, run, over };
}

/** Where the focus was when something opened over the view, it is again once that has closed, unless it went on meanwhile. */
function useReturn(isOpen: boolean) {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (isOpen) return;
    const timer = setTimeout(() => {
      const { current } = before;
      if (document.activeElement === document.body && current instanceof HTMLElement && current.isConnected)
        current.focus({ preventScroll: true });
    });
    return () => clearTimeout(timer);
  }, [isOpen]);
  useEffect(() => {
    const note = () => {
      if (!isTypedInto(document.activeElement)) before.current = document.activeElement;
    };
    if (!isOpen) document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, [isOpen]);
}

/** What changes the job is on the screen when it returns, so that the focus can go there. */
function flushing(editor: Hands["editor"]): Hands["editor"] {
  return {
    ...editor,
    apply: (edit, options) => flushSync(() => editor.apply(edit, options)),
    undo: () => flushSync(editor.undo),
    redo: () => flushSync(editor.redo),
  };
}

function refuse(say: (words: string) => void, reason: string): void {
  say(reason);
  toasts.show({ tone: "bad", message: reason });
}
