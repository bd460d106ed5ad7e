import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

type Props = Omit<ComponentProps<"button">, "type"> & { icon: LucideIcon };

/** Something to do inside a form, without the weight of a button. */
export function QuietButton({ icon: Icon, children, className = "", ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={`-ml-1.5 inline-flex h-7 pointer-coarse:h-9 items-center gap-1.5 rounded-md px-1.5 text-sm font-medium text-accent transition-colors hover:bg-accent-soft aria-expanded:bg-accent-soft ${className}`}
    >
      <Icon aria-hidden size={14} strokeWidth={2} />
      {children}
    </button>
  );
}

/** The same as a mark only; its name is told to who cannot see it, and on pointing. */
export function IconButton({ icon: Icon, label, className = "", ...rest }: Props & { label: string }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={`grid size-7 pointer-coarse:size-9 shrink-0 place-items-center rounded-md text-ink-3 transition-colors hover:bg-sunken hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent aria-expanded:bg-sunken ${className}`}
    >
      <Icon aria-hidden size={15} strokeWidth={1.75} />
    </button>
  );
}
