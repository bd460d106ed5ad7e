import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  icon: LucideIcon;
  title: string;
  figure?: ReactNode;
  tone?: "good";
  last?: boolean;
  children?: ReactNode;
}

/** One place of a job's flow on its rail. */
export function FlowNode({ icon: Icon, title, figure, tone, last = false, children }: Props) {
  return (
    <li className="relative flex gap-3.5 pb-6 last:pb-0">
      {last ? null : <span aria-hidden className="absolute top-7 bottom-0 left-[11.5px] w-px bg-line" />}
      <span
        className={`mt-px grid size-6 shrink-0 place-items-center rounded-full bg-sunken ${tone ? "text-good-ink" : "text-ink-2"}`}
      >
        <Icon aria-hidden size={14} strokeWidth={2} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-x-4 gap-y-0.5 pt-0.5 max-sm:flex-col">
          <h3 className="min-w-0 font-medium text-pretty">{title}</h3>
          {figure ? <p className="text-sm whitespace-nowrap text-ink-2 tabular-nums">{figure}</p> : null}
        </div>
        {children ? <div className="mt-1 space-y-1 text-ink-2">{children}</div> : null}
      </div>
    </li>
  );
}
