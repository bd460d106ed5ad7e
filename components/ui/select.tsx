import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

/** A choice among few. */
export function Select({ className = "", children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={`relative inline-flex ${className}`}>
      <select
        {...rest}
        className="h-full w-full appearance-none truncate rounded-md border border-line bg-surface pr-8 pl-3 shadow-card transition-colors hover:border-line-strong data-chosen:border-accent data-chosen:text-ink"
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        size={14}
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}
