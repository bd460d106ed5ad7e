import type { Move } from "@/lib/enrolments/schema";

/** Why a pass can end by a move of its own. */
export type ExitReason = Extract<Move, { kind: "exit" }>["reason"];

/** What is said of an exit that time alone will bring. */
export const exitsAhead: { readonly [R in ExitReason]: { will: string; next: string } } = {
  deadline: { will: "time is up", next: "Time is up" },
  left_audience: { will: "no longer matches", next: "By time alone it stops matching, and ends," },
};

/** Whether a code is that of such an exit. */
export function isExitReason(code: string): code is ExitReason {
  return Object.hasOwn(exitsAhead, code);
}
