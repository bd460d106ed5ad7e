"use client";

import { Fragment } from "react";
import type { Option } from "@/components/editor/panel/fields/match-options";
import type { OptionList } from "@/components/editor/panel/fields/use-option-list";

interface Props<One extends Option> {
  list: OptionList<One>;
  label: string;
  pick: (option: One) => void;
}

/** What can be chosen, under headings; a pointer and the arrow keys point at one. */
export function OptionRows<One extends Option>({ list, label, pick }: Props<One>) {
  return (
    <div
      role="listbox"
      id={list.id}
      aria-label={label}
      className="max-h-[min(18rem,var(--radix-popover-content-available-height))] overflow-y-auto overscroll-contain p-1"
    >
      {list.shown.map((option, index) => (
        <Fragment key={option.id}>
          {option.section && option.section !== list.shown[index - 1]?.section ? (
            <p aria-hidden className="truncate px-2 pt-2 pb-1 text-xs font-medium text-ink-3">
              {option.section}
            </p>
          ) : null}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keys */}
          <div
            role="option"
            id={list.optionId(index)}
            tabIndex={-1}
            aria-selected={index === list.active}
            onPointerMove={() => (index === list.active ? undefined : list.point(index))}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(option)}
            className="flex min-h-8 pointer-coarse:min-h-10 cursor-default items-baseline justify-between gap-3 rounded-md px-2 py-1.5 text-sm select-none aria-selected:bg-lit"
          >
            <span className="min-w-0 [overflow-wrap:anywhere]">{option.label}</span>
            {option.note ? <span className="shrink-0 text-xs text-ink-3">{option.note}</span> : null}
          </div>
        </Fragment>
      ))}
    </div>
  );
}
