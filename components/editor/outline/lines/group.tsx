import type { ReactNode } from "react";

/** The lines that lie within another one. */
export function Group({ className, children }: { className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a tree, not of a form
    <div role="group" className={className}>
      {children}
    </div>
  );
}
