"use client";

import { useId } from "react";
import { usePanel } from "@/components/editor/panel/panel-context";

interface Props<Value extends string> {
  label: string;
  value: Value;
  options: readonly (readonly [value: Value, words: string])[];
  onChoose: (value: Value) => void;
  isFixed?: boolean;
  /** The path that a problem names. */
  field?: string;
}

/** A choice between two or three, all of them in view. The arrow keys go from one to the next. */
export function Segments<Value extends string>({
  label,
  value,
  options,
  onChoose,
  isFixed = false,
  field,
}: Props<Value>) {
  const name = useId();
  const { isReadOnly } = usePanel();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="grid auto-cols-fr grid-flow-col gap-0.5 rounded-md border border-line bg-surface p-[3px] text-sm shadow-card"
    >
      {options.map(([code, words]) => (
        <label
          key={code}
          className="grid min-h-7 pointer-coarse:min-h-9 cursor-pointer place-items-center rounded-[4px] px-2 text-center text-ink-2 transition-colors hover:text-ink has-checked:bg-lit has-checked:font-medium has-checked:text-ink has-disabled:cursor-default has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={code}
            checked={code === value}
            disabled={isReadOnly || isFixed}
            data-field={code === value ? field : undefined}
            onChange={() => onChoose(code)}
            className="sr-only"
          />
          {words}
        </label>
      ))}
    </div>
  );
}
