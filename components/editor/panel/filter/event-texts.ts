import {
  durationTexts,
  type Reading,
  read,
  readDuration,
  readWhole,
} from "@/components/editor/panel/fields/reading";
import { type EventCondition, filterLimits, type NumberSign } from "@/lib/audiences/schema";
import type { Duration } from "@/lib/spans";

type Count = EventCondition["count"];

/** How often an event may be asked to have happened: at all and never first, since these are asked most. */
export const howOften = [
  ["ever", "has happened"],
  ["never", "has not happened"],
  [">=", "happened at least"],
  [">", "happened more than"],
  ["=", "happened exactly"],
  ["<=", "happened at most"],
  ["<", "happened fewer than"],
  ["!=", "happened any number but"],
] as const satisfies readonly (readonly [NumberSign | "ever" | "never", string])[];
type How = (typeof howOften)[number][0];

export function howOf(text: string): How {
  return howOften.find(([how]) => how === text)?.[0] ?? "ever";
}

/** How often an event happened, as it is typed. */
export function countTexts({ op, times }: Count): { how: string; times: string } {
  if (op === ">=" && times === 1) return { how: "ever", times: "1" };
  return op === "=" && times === 0 ? { how: "never", times: "1" } : { how: op, times: String(times) };
}

export function readCount({ how, times }: { how: string; times: string }): Reading<Count> {
  const chosen = howOf(how);
  if (chosen === "ever") return read({ op: ">=", times: 1 });
  if (chosen === "never") return read({ op: "=", times: 0 });
  const number = readWhole(times, 0, filterLimits.times, "times");
  return number.ok ? read({ op: chosen, times: number.value }) : number;
}

/** Within which time, as it is typed. */
export function windowTexts(within: Duration | undefined): { isAny: string; amount: string; unit: string } {
  return within ? { isAny: "", ...durationTexts(within) } : { isAny: "yes", amount: "7", unit: "days" };
}

export function readWindow(typed: {
  isAny: string;
  amount: string;
  unit: string;
}): Reading<Duration | undefined> {
  return typed.isAny ? read(undefined) : readDuration(typed);
}
