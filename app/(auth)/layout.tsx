import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";

/** What stands before the door: one card in the middle. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <p className="mb-6 flex items-center justify-center gap-2.5 text-lg font-semibold tracking-[-0.01em]">
          <Mark />
          Trig
        </p>
        {children}
      </div>
    </main>
  );
}
