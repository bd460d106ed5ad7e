"use client";

import type { ReactNode } from "react";
import { useEditorState } from "@/components/editor/editor-context";
import { useMark } from "@/components/editor/outline/lines/use-mark";
import { plural } from "@/lib/words/figures";

interface Props {
  id: string;
  /** What a screen reader calls it. */
  label: string;
  /** The branch of an arm. */
  holder?: string;
  /** Of what holds others: whether these are shown. */
  isOpen?: boolean;
  /** It can be closed. */
  canClose?: boolean;
  /** It can be moved, copied, deleted. */
  isItem?: boolean;
  className?: string;
  children: ReactNode;
}

/** One line of the outline with all that lies within it. Its face is its first child; the focus is drawn there. */
export function TreeItem(props: Props) {
  const { id, label, holder, isOpen, canClose = false, isItem = false, className = "", children } = props;
  const isSelected = useEditorState((state) => state.selected === id);
  const mark = useMark(id, holder);
  return (
    <div
      role="treeitem"
      tabIndex={-1}
      data-row={id}
      data-item={isItem ? "" : undefined}
      data-closes={canClose ? "" : undefined}
      aria-label={mark ? `${label}, ${plural(mark.count, mark.severity)}` : label}
      aria-selected={isSelected}
      aria-expanded={isOpen}
      className={`scroll-my-16 outline-none focus-visible:[&>.face]:z-1 focus-visible:[&>.face]:outline-2 focus-visible:[&>.face]:-outline-offset-2 focus-visible:[&>.face]:outline-accent aria-selected:[&>.face]:bg-accent-soft data-dragged:opacity-45 ${className}`}
    >
      {children}
    </div>
  );
}
