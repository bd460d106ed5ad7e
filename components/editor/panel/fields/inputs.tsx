"use client";

import type { ComponentProps, Ref } from "react";
import { usePanel } from "@/components/editor/panel/panel-context";
import { inputLook, textareaLook } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

// Below 16 px a telephone enlarges the page when a field is touched.
const still = "pointer-coarse:text-lg read-only:bg-canvas read-only:shadow-none read-only:hover:border-line";

type InputProps = Omit<ComponentProps<"input">, "onChange"> & { onText: (text: string) => void };

/** A line of text. Whoever may only look can read and copy it. */
export function TextInput({ onText, className = "", ...rest }: InputProps) {
  const { isReadOnly } = usePanel();
  return (
    <input
      autoComplete="off"
      {...rest}
      readOnly={isReadOnly}
      onChange={(event) => onText(event.target.value)}
      className={`${inputLook} ${still} ${className}`}
    />
  );
}

/** A number: kept as text, so that a half-typed one is not lost. */
export function NumberInput({ className = "", ...rest }: InputProps) {
  return <TextInput inputMode="decimal" {...rest} className={`tabular-nums ${className}`} />;
}

type AreaProps = Omit<ComponentProps<"textarea">, "onChange"> & {
  onText: (text: string) => void;
  ref?: Ref<HTMLTextAreaElement>;
};

/** Several lines of text; it grows with them. */
export function TextArea({ onText, className = "", ...rest }: AreaProps) {
  const { isReadOnly } = usePanel();
  return (
    <textarea
      {...rest}
      readOnly={isReadOnly}
      onChange={(event) => onText(event.target.value)}
      className={`block resize-y field-sizing-content ${textareaLook} ${still} ${className}`}
    />
  );
}

type ChoiceProps<Value extends string> = Omit<ComponentProps<typeof Select>, "onChange" | "value"> & {
  value: Value;
  options: readonly (readonly [value: Value, words: string])[];
  onChoose: (value: Value) => void;
};

/** A choice among few. */
export function Choice<Value extends string>({
  value,
  options,
  onChoose,
  className = "",
  ...rest
}: ChoiceProps<Value>) {
  const { isReadOnly } = usePanel();
  const choose = (chosen: string) => {
    const option = options.find(([code]) => code === chosen);
    if (option) onChoose(option[0]);
  };
  return (
    <Select
      {...rest}
      disabled={isReadOnly}
      value={value}
      onChange={(event) => choose(event.target.value)}
      className={`h-9 ${className}`}
    >
      {options.map(([code, words]) => (
        <option key={code} value={code}>
          {words}
        </option>
      ))}
    </Select>
  );
}

type ToggleProps = Omit<ComponentProps<"input">, "onChange" | "checked"> & {
  checked: boolean;
  label: string;
  hint?: string;
  onSwitch: (checked: boolean) => void;
};

/** Something that is so or not. */
export function Toggle({ label, hint, onSwitch, ...rest }: ToggleProps) {
  const { isReadOnly } = usePanel();
  return (
    <label className="flex gap-2.5">
      <input
        {...rest}
        type="checkbox"
        disabled={isReadOnly}
        onChange={(event) => onSwitch(event.target.checked)}
        className="mt-[3px] size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block">{label}</span>
        {hint ? <span className="block text-sm text-pretty text-ink-3">{hint}</span> : null}
      </span>
    </label>
  );
}
