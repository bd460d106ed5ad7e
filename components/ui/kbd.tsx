import type { ReactNode } from "react";

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded border border-line bg-canvas px-1 font-sans text-[11px] leading-none text-ink-3">
      {children}
    </kbd>
  );
}
