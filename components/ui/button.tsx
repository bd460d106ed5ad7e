import type { ComponentProps } from "react";

const looks = {
  plain: "border border-line bg-surface text-ink shadow-card hover:border-line-strong",
  main: "bg-accent text-on-accent hover:bg-accent-strong",
  danger: "text-bad-ink hover:bg-bad-soft",
} as const;

const shape =
  "inline-flex h-8 items-center justify-center gap-1.5 rounded-md px-3 text-sm font-medium whitespace-nowrap transition-colors";

/** A link to where something is done, in the look of a button. */
export const plainLink = `${shape} ${looks.plain}`;
export const mainLink = `${shape} ${looks.main}`;

/** Something that can be done. One main button a page at most. */
export function Button({
  look = "plain",
  className = "",
  ...rest
}: ComponentProps<"button"> & { look?: keyof typeof looks }) {
  return (
    <button
      type="button"
      {...rest}
      className={`${shape} disabled:not-data-early:opacity-55 ${looks[look]} ${className}`}
    />
  );
}
