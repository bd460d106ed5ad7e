import { type ComponentProps, useId } from "react";

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
  const adviceId = useId();
  return (
    <div className={`min-w-0 ${className}`}>
      <label className="flex flex-col gap-1 text-sm font-medium">
        {label}
        <input {...rest} aria-describedby={advice ? adviceId : undefined} className={inputLook} />
      </label>
      {advice ? (
        <p id={adviceId} className="mt-1 text-sm text-ink-3">
          {advice}
        </p>
      ) : null}
    </div>
  );
}
