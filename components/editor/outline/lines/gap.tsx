"use client";

import { Plus as PlusIcon } from "lucide-react";
import { memo } from "react";
import { useEditor } from "@/components/editor/editor-context";

/*
 * A gap between two lines, in which something can be put. Its height is the same whatever happens, so that nothing jumps while a step is
 * dragged over it.
 */
const looks = {
  /** Between two lines of a card. */
  inside: "h-2 border-x border-(--card-line) bg-(--card) pointer-coarse:h-7",
  /** At the foot of a card. */
  foot: "h-3.5 rounded-b-card border-x border-b border-(--card-line) bg-(--card) pointer-coarse:h-9",
  /** Between two cards. */
  outside: "h-7 pointer-coarse:h-9",
} as const;
export type GapLook = keyof typeof looks;

interface Props {
  /** Of the gap: gap-key.ts. */
  at: string;
  label: string;
  look: GapLook;
  level: number;
  /** Of a list that has nothing in it: what belongs there. */
  empty?: string | undefined;
}

export const Gap = memo(function Gap({ at, label, look, level, empty }: Props) {
  const { isReadOnly } = useEditor();
  return (
    <div
      data-gap={at}
      className={`group/gap relative ${empty ? emptyLooks[look] : looks[look]} data-target:z-2 data-target:after:absolute data-target:after:inset-x-1 ${empty ? "data-target:after:top-0" : "data-target:after:top-1/2 data-target:after:-translate-y-1/2"} data-target:after:h-1 data-target:after:rounded-full data-target:after:bg-accent`}
    >
      {look === "foot" || empty ? null : (
        <span
          aria-hidden
          className={
            look === "inside"
              ? "absolute top-1/2 right-0 left-(--text) h-px bg-(--card-line)"
              : "absolute inset-y-0 left-(--axis) w-px bg-line-strong/70"
          }
        />
      )}
      {isReadOnly ? (
        <span className={sentence}>{empty}</span>
      ) : (
        <Plus at={at} label={label} look={look} empty={empty} level={level} />
      )}
    </div>
  );
});

const emptyLooks: { readonly [L in GapLook]: string } = {
  inside: "border-x border-(--card-line) bg-(--card)",
  foot: "rounded-b-card border-x border-b border-(--card-line) bg-(--card) pb-1",
  outside: "my-1.5",
};

const sentence = "block py-2 pr-4 pl-(--text) text-sm text-pretty text-ink-3 select-none empty:hidden";

/** What opens the list of what can be added; where nothing stands yet, with a sentence that says what belongs there. */
function Plus({ label, look, level, empty }: Props) {
  const isEmpty = empty !== undefined;
  return (
    <div
      role="treeitem"
      tabIndex={-1}
      aria-level={level}
      aria-selected={false}
      aria-label={isEmpty ? undefined : `Insert ${label}`}
      data-do="add"
      className={`group/plus rounded-md outline-none in-data-dragging:[&>.plus]:invisible ${isEmpty ? "cursor-pointer hover:*:text-ink-2" : "absolute top-1/2 left-(--axis) z-1 size-6 -translate-1/2 cursor-pointer pointer-coarse:size-7"}`}
    >
      <span
        aria-hidden
        className={`plus grid size-6 place-items-center rounded-full group-focus-visible/plus:outline-2 group-focus-visible/plus:outline-accent pointer-coarse:size-7 ${isEmpty ? "absolute top-1/2 left-(--axis) -translate-1/2" : "relative"}`}
      >
        <span
          className={`size-1.5 rounded-full bg-line-strong group-hover/gap:opacity-0 group-focus-visible/plus:opacity-0 pointer-coarse:hidden ${look === "foot" || isEmpty ? "opacity-0" : ""}`}
        />
        <span
          className={`${isEmpty ? "" : "scale-90 opacity-0"} absolute inset-0 grid place-items-center rounded-full border border-line-strong bg-surface text-ink-2 shadow-card transition group-hover/gap:scale-100 group-hover/gap:opacity-100 group-hover/plus:border-accent group-hover/plus:text-accent group-focus-visible/plus:scale-100 group-focus-visible/plus:opacity-100 pointer-coarse:scale-100 pointer-coarse:opacity-100 pointer-coarse:shadow-none`}
        >
          <PlusIcon size={14} strokeWidth={2} />
        </span>
      </span>
      {isEmpty ? (
        <>
          <span className="sr-only">Insert {label}. </span>
          <span className={sentence}>{empty}</span>
        </>
      ) : null}
    </div>
  );
}
