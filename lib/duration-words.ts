import type { Duration } from "@/lib/time";

/** A length of time in words: "5 days", "1 hour". */
export function durationWords({ amount, unit }: Duration): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}
