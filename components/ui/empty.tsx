import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** A list with nothing in it: what it will show, and what to do next. */
export function Empty({
  icon: Icon,
  title,
  children,
}: {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="card flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 grid size-10 place-items-center rounded-full bg-sunken text-ink-3">
        <Icon aria-hidden size={18} strokeWidth={1.75} />
      </span>
      <p className="font-medium">{title}</p>
      <div className="mt-1 max-w-md text-pretty text-ink-2">{children}</div>
    </div>
  );
}
