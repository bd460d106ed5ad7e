"use client";

import { Plus } from "lucide-react";
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
  /** Of a list that has nothing in it: what belongs there. */
  empty?: string | undefined;
}

export const Gap = memo(function Gap({ at, label, look, empty }: Props) {
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
      {isReadOnly ? null : (
        <button
          type="button"
          tabIndex={-1}
          data-do="add"
          aria-label={`Insert ${label}`}
          className="absolute top-1/2 left-(--axis) z-1 grid size-6 -translate-1/2 place-items-center rounded-full focus-visible:outline-offset-1 pointer-coarse:size-7 in-data-dragging:invisible"
        >
          <span
            aria-hidden
            className={`size-1.5 rounded-full bg-line-strong transition-opacity group-hover/gap:opacity-0 in-focus-visible:opacity-0 pointer-coarse:hidden ${look === "foot" || empty ? "opacity-0" : ""}`}
          />
          <span
            aria-hidden
            className={`${empty ? "" : "scale-90 opacity-0"} absolute inset-0 grid place-items-center rounded-full border border-line-strong bg-surface text-ink-2 shadow-card transition group-hover/gap:scale-100 group-hover/gap:opacity-100 in-focus-visible:scale-100 in-focus-visible:opacity-100 in-[button:hover]:border-accent in-[button:hover]:text-accent pointer-coarse:scale-100 pointer-coarse:opacity-100 pointer-coarse:shadow-none`}
          >
            <Plus size={14} strokeWidth={2} />
          </span>
        </button>
      )}
      {empty ? (
        <p
          data-do={isReadOnly ? undefined : "add"}
          className="py-2 pr-4 pl-(--text) text-sm text-pretty text-ink-3 select-none not-in-data-dragging:hover:text-ink-2"
        >
          {empty}
        </p>
      ) : null}
    </div>
  );
});

const emptyLooks: { readonly [L in GapLook]: string } = {
  inside: "border-x border-(--card-line) bg-(--card)",
  foot: "rounded-b-card border-x border-b border-(--card-line) bg-(--card) pb-1",
  outside: "my-1.5",
};
