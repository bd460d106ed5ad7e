import type { ReactNode } from "react";

/** A line, first, and all that lies within it. For a screen reader the lines are one flat tree that tells how deep each lies. */
export function Holder({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div data-holder className={className}>
      {children}
    </div>
  );
}
