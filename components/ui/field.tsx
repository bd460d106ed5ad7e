import type { ComponentProps } from "react";

const look =
  "w-full rounded-md border border-line bg-surface px-3 text-base font-normal shadow-card transition-colors placeholder:text-ink-3 hover:border-line-strong aria-invalid:border-bad";

/** The look of everything that can be typed into. */
export const inputLook = `h-9 ${look}`;
export const textareaLook = `py-2 ${look}`;

/** A labelled place to type, with a word of advice below it. */
export function Field({
  label,
  advice,
  className = "",
  ...rest
}: ComponentProps<"input"> & { label: string; advice?: string }) {
  return (
    <label className={`flex min-w-0 flex-col gap-1 text-sm font-medium ${className}`}>
      {label}
      <input {...rest} className={inputLook} />
      {advice ? <span className="font-normal text-ink-3">{advice}</span> : null}
    </label>
  );
}
