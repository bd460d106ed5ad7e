import type { Look } from "@/lib/audiences/conditions/entry";
import { earliest, latest } from "@/lib/audiences/tally";

/** An answer and the first moment at which time alone changes it, without what was seen. */
export type Answer = Omit<Look, "saw">;

/** All must hold. What is false turns true only when the last of its false conditions has turned; what is true turns with the first. */
export function both(looks: readonly Look[]): Answer {
  if (looks.length === 0) return { verdict: false, next: null };
  const failing = looks.filter((one) => !one.verdict);
  if (failing.length > 0) return { verdict: false, next: latest(failing.map((one) => one.next)) };
  return { verdict: true, next: earliest(looks.map((one) => one.next)) };
}

/** One must hold: the mirror image. */
export function either(looks: readonly Answer[]): Answer {
  const holding = looks.filter((one) => one.verdict);
  if (holding.length > 0) return { verdict: true, next: latest(holding.map((one) => one.next)) };
  return { verdict: false, next: earliest(looks.map((one) => one.next)) };
}
