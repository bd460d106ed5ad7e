import type { ReactNode } from "react";

interface Props {
  title: string;
  /** A figure beside the title. */
  count?: string | undefined;
  action?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A titled part of a page. */
export function Section({ title, count, action, children, className = "" }: Props) {
  return (
    <section className={className}>
      <div className="mb-2.5 flex items-baseline justify-between gap-4">
        <h2 className="text-base font-semibold tracking-[-0.006em]">
          {title}
          {count ? <span className="ml-2 font-normal tabular-nums text-ink-3">{count}</span> : null}
        </h2>
        {action ? <div className="text-sm text-ink-3">{action}</div> : null}
      </div>
      {children}
    </section>
  );
}
