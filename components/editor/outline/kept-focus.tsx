"use client";

import { useEffect, useLayoutEffect, useRef } from "react";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import { findRow, rowOf, rowsIn } from "@/components/editor/outline/rows";

/**
 * A line that is moved on the page loses the focus, and one that goes takes it along. After each change the line that had it has it again;
 * where it is gone, the one that stands in its place.
 */
export function KeptFocus({ tree }: { tree: { current: HTMLDivElement | null } }) {
  const editor = useEditor();
  const definition = useEditorState((state) => state.definition);
  const had = useRef<{ id: string; index: number } | null>(null);
  useEffect(
    () =>
      // Before the page follows the change.
      editor.follow(() => {
        const root = tree.current;
        const row = root?.contains(document.activeElement) ? rowOf(document.activeElement) : null;
        had.current = root && row ? { id: row.dataset.row ?? "", index: rowsIn(root).indexOf(row) } : null;
      }),
    [editor, tree],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at after each change
  useLayoutEffect(() => {
    const root = tree.current;
    if (!root || !had.current || root.contains(document.activeElement)) return;
    const rows = rowsIn(root);
    const row = findRow(root, had.current.id) ?? rows[Math.min(had.current.index, rows.length - 1)];
    row?.focus({ preventScroll: true });
  }, [definition, tree]);
  return null;
}
