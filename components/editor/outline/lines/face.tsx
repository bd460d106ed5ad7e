"use client";

import { ChevronRight, Ellipsis, GripVertical, type LucideIcon } from "lucide-react";
import { memo } from "react";
import { useEditor, useEditorState } from "@/components/editor/editor-context";
import { Figures } from "@/components/editor/figures/figures";
import { ProblemMark } from "@/components/editor/outline/lines/problem-mark";

const frames = {
  only: "rounded-card border",
  first: "rounded-t-card border-x border-t",
  middle: "border-x",
  last: "rounded-b-card border-x border-b",
  bare: "rounded-card border border-transparent",
} as const;
export type Frame = keyof typeof frames;

interface Props {
  id: string;
  /** How deep it lies in the tree, and its place among the lines beside it. */
  level: number;
  place?: number;
  of?: number;
  /** What a screen reader hears behind the title, where sight tells it by the mark. */
  spoken?: string;
  /** The branch of an arm. */
  holder?: string;
  /** The kind's mark, or a short text such as an arm's number. */
  icon: LucideIcon | string;
  hue: string;
  title: string;
  /** Below the title in quiet ink; a line break begins a new line. */
  details?: string;
  frame: Frame;
  look?: "plain" | "heading" | "arm";
  isItem?: boolean;
  hasMenu?: boolean;
  /** Of what holds others: whether these are shown. */
  isOpen?: boolean | undefined;
  /** It can be closed. */
  canClose?: boolean;
}

/** How a line looks: its mark, its own first line, what helps to tell it from others, and what is wrong with it. Drawn anew only when one of these changes. */
export const Face = memo(function Face(props: Props) {
  const { id, holder, icon: Icon, hue, title, details, frame, look = "plain", isOpen } = props;
  const { level, place, of, spoken, isItem = false, hasMenu = false, canClose = false } = props;
  const { isReadOnly } = useEditor();
  const isSelected = useEditorState((state) => state.selected === id);
  const isFramed = frame !== "bare";
  return (
    <div
      role="treeitem"
      tabIndex={-1}
      data-row={id}
      data-item={isItem ? "" : undefined}
      data-closes={canClose ? "" : undefined}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={of}
      aria-selected={isSelected}
      aria-expanded={isOpen}
      className={`group/face relative scroll-my-16 outline-none focus-visible:z-1 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent aria-selected:bg-accent-soft data-dragged:opacity-45 flex items-start gap-2.5 pr-1.5 pl-(--inset) select-none ${frames[frame]} ${isFramed ? "border-(--card-line) bg-(--card) hover:bg-(--card-lit)" : "hover:bg-lit/60"} ${look === "arm" ? "py-1" : "py-1.5"} ${isItem && !isReadOnly ? "cursor-default" : ""}`}
    >
      {isItem && !isReadOnly ? (
        <span
          data-handle
          aria-hidden
          className="absolute inset-y-0 left-0 grid w-(--inset) touch-none place-items-center text-ink-3 opacity-0 group-hover/face:opacity-60 pointer-coarse:opacity-60"
        >
          <GripVertical size={14} strokeWidth={1.75} />
        </span>
      ) : null}
      <span
        aria-hidden
        className={`mt-0.5 grid size-6 shrink-0 place-items-center rounded-md text-xs font-semibold tabular-nums ${hue}`}
      >
        {typeof Icon === "string" ? Icon : <Icon size={14} strokeWidth={1.75} />}
      </span>
      <span className="min-w-0 flex-1 py-0.5">
        <span
          data-title
          dir="auto"
          className={`line-clamp-2 text-left wrap-anywhere ${look === "heading" ? "text-sm font-medium text-ink-2" : look === "arm" ? "text-base font-medium" : "text-base"}`}
        >
          {title}
        </span>
        {spoken ? <span className="sr-only">, {spoken}</span> : null}
        {details ? (
          <span
            dir="auto"
            className="mt-px line-clamp-6 text-left text-sm wrap-anywhere whitespace-pre-line text-ink-3"
          >
            {details}
          </span>
        ) : null}
        <Figures
          id={id}
          branch={holder ?? null}
          tabIndex={-1}
          className="mt-1 flex justify-start sm:hidden"
        />
      </span>
      <Figures
        id={id}
        branch={holder ?? null}
        tabIndex={-1}
        className="hidden max-w-[45%] shrink-0 justify-end pt-1.5 last:pr-2.5 sm:flex"
      />
      <ProblemMark id={id} holder={holder} />
      {!canClose ? null : (
        <button
          type="button"
          tabIndex={-1}
          data-do="toggle"
          aria-label={isOpen ? "Close" : "Open"}
          className="grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-lit hover:text-ink pointer-coarse:size-9"
        >
          <ChevronRight
            aria-hidden
            size={15}
            strokeWidth={2}
            className={`transition-transform ${isOpen ? "rotate-90" : ""}`}
          />
        </button>
      )}
      {hasMenu && !isReadOnly ? (
        <button
          type="button"
          tabIndex={-1}
          data-do="menu"
          aria-haspopup="listbox"
          aria-label="More"
          className="grid size-7 shrink-0 place-items-center rounded-md text-ink-3 opacity-0 group-hover/face:opacity-100 hover:bg-lit hover:text-ink focus-visible:opacity-100 in-aria-selected:opacity-100 pointer-coarse:size-9 pointer-coarse:opacity-100"
        >
          <Ellipsis aria-hidden size={16} strokeWidth={1.75} />
        </button>
      ) : (
        <span aria-hidden className={isFramed && !isReadOnly ? "w-7 shrink-0 pointer-coarse:w-0" : "w-1.5"} />
      )}
    </div>
  );
});
