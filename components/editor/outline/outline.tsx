"use client";

import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef } from "react";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import { focusMoveOf, isTypedInto, pressOf, verbOf } from "@/components/editor/keys";
import { followPointer } from "@/components/editor/outline/drag";
import { placeOfKey } from "@/components/editor/outline/gap-key";
import { KeptFocus } from "@/components/editor/outline/kept-focus";
import { Lanes } from "@/components/editor/outline/lines/lanes";
import { markOf } from "@/components/editor/outline/lines/use-mark";
import { reveal } from "@/components/editor/outline/reveal";
import { findRow, focusRow, makeStop, rowBeyond, rowOf, rowsIn } from "@/components/editor/outline/rows";
import { useKeptCollapse } from "@/components/editor/outline/use-kept-collapse";
import { usePageKeys } from "@/components/editor/verbs/use-page-keys";
import { useVerbs } from "@/components/editor/verbs/use-verbs";

/**
 * The job as a structured list: one Tab stop, arrow keys in reading order, every verb by key, menu and pointer. What is done with lines is
 * heard here, once for all of them: a line is only drawn.
 */
export function Outline() {
  const editor = useEditor();
  const name = useEditorState((state) => state.definition.name);
  const tree = useRef<HTMLDivElement>(null);
  const focus = useCallback(
    (id: string) => {
      reveal(editor, id);
      requestIfNeeded(() => tree.current && findRow(tree.current, id), focusRow);
    },
    [editor],
  );
  const focused = useCallback(() => {
    const row = tree.current?.contains(document.activeElement) ? rowOf(document.activeElement) : null;
    return row ? targetOf(row) : null;
  }, []);
  const { hands, run, over } = useVerbs({ focus, focused });
  usePageKeys(run, focused);
  useKeptCollapse();
  useShownSelection(tree);

  useEffect(() => {
    const root = tree.current;
    const first = root ? rowsIn(root)[0] : undefined;
    if (root && first) makeStop(root, first);
  }, []);
  useEffect(() => {
    const root = tree.current;
    if (!root || editor.isReadOnly) return;
    const down = (event: PointerEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      const row = target?.closest<HTMLElement>("[data-row]");
      if (!target || !row || row.dataset.item === undefined || event.button !== 0) return;
      const isHandle = target.closest("[data-handle]") !== null;
      if (target.closest("button, a") || (event.pointerType !== "mouse" && !isHandle)) return;
      followPointer(event, { root, row, id: row.dataset.row ?? "", hands });
    };
    root.addEventListener("pointerdown", down);
    return () => root.removeEventListener("pointerdown", down);
  }, [editor, hands]);

  const click = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const row = rowOf(target);
    if (!target || !row) return;
    const button = target.closest<HTMLElement>("[data-do]");
    const { id } = targetOf(row);
    switch (button?.dataset.do) {
      case "add": {
        const place = placeOfKey(button.closest<HTMLElement>("[data-gap]")?.dataset.gap);
        if (place) hands.ask({ kind: "add", place, at: button });
        return;
      }
      case "toggle":
        return editor.toggle(id);
      case "menu":
        return run("menu", { id, at: button });
      case "problem": {
        const mark = markOf(editor.get(), id);
        return editor.select(id, mark?.first.field ?? "");
      }
    }
    if (!target.closest("[data-row]") || target.closest("a")) return;
    if (tree.current) makeStop(tree.current, row);
    editor.select(id);
  };

  const press = (event: KeyboardEvent) => {
    const row = rowOf(event.target instanceof Element ? event.target : null);
    if (!row || !tree.current || event.defaultPrevented || isTypedInto(event.target)) return;
    const gap = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-gap]") : null;
    if (gap && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      const place = placeOfKey(gap.dataset.gap);
      if (place) hands.ask({ kind: "add", place, at: gap });
      return;
    }
    const isOnButton = event.target instanceof Element && event.target.matches("button, a");
    if (isOnButton && (event.key === "Enter" || event.key === " ")) return;
    const given = pressOf(event);
    const move = focusMoveOf(given);
    const verb = move ? null : verbOf(given);
    if (!move && !verb) return;
    event.preventDefault();
    if (verb && verb !== "paste") return run(verb, targetOf(row));
    const to = move ? rowBeyond(tree.current, row, move) : null;
    if (to === "toggle") editor.toggle(targetOf(row).id);
    else if (to) focusRow(to);
  };

  return (
    <div className="@container px-4 pt-4 pb-24 [--axis:2rem] [--card-line:var(--line)] [--card-lit:color-mix(in_oklab,var(--sunken)_60%,var(--surface))] [--card:var(--surface)] [--inset:1.25rem] [--text:3.375rem] sm:px-6 pointer-coarse:[--axis:2.5rem] pointer-coarse:[--inset:1.75rem] pointer-coarse:[--text:3.875rem]">
      <div
        ref={tree}
        role="tree"
        aria-label={`${name}, outline`}
        onClick={click}
        onKeyDown={press}
        onFocus={(event) => {
          if (tree.current && event.target instanceof HTMLElement) makeStop(tree.current, event.target);
        }}
        className="mx-auto max-w-3xl"
      >
        <Lanes />
        <KeptFocus tree={tree} />
      </div>
      {over}
    </div>
  );
}

/** What is selected elsewhere, as by a problem of the list on top, is opened and brought into view here. */
function useShownSelection(tree: { current: HTMLDivElement | null }) {
  const editor = useEditor();
  const selected = useEditorState((state) => state.selected);
  useEffect(() => {
    if (selected === null || !tree.current) return;
    reveal(editor, selected);
    const row = findRow(tree.current, selected);
    if (row) row.scrollIntoView({ block: "nearest" });
  }, [editor, selected, tree]);
}

function targetOf(row: HTMLElement) {
  return { id: row.dataset.row ?? "", at: row };
}

/** Now where it is there, else with the next frame: what was closed a moment ago is not on the page yet. */
function requestIfNeeded(find: () => HTMLElement | null, work: (row: HTMLElement) => void) {
  const row = find();
  if (row) return work(row);
  requestAnimationFrame(() => {
    const later = find();
    if (later) work(later);
  });
}
