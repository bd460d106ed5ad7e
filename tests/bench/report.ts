/** One figure of the bench: what was measured, and the goal it has to meet, if there is one. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** In words a person can check: ">= 0.5". Null where only the size is of interest. */
  goal: string | null;
  pass: boolean | null;
  /** What the value was taken from. */
  note?: string;
}

type Bound = { atLeast: number } | { below: number };

/** A figure with its verdict. */
export function figure(
  name: string,
  value: number,
  unit: string,
  { bound, note }: { bound?: Bound; note?: string } = {},
): Figure {
  const rounded = round(value);
  const base = { name, value: rounded, unit, ...(note && { note }) };
  if (!bound) return { ...base, goal: null, pass: null };
  if ("atLeast" in bound) return { ...base, goal: `>= ${bound.atLeast}`, pass: value >= bound.atLeast };
  return { ...base, goal: `< ${bound.below}`, pass: value < bound.below };
}

/** As a line for people: aligned, with its verdict and where it comes from. */
export function lineOf({ name, value, unit, goal, pass, note }: Figure): string {
  const verdict = pass === null ? "" : pass ? "pass" : "MISSED";
  const head = `${name.padEnd(46)} ${String(value).padStart(10)} ${unit.padEnd(9)} ${(goal ?? "").padEnd(9)} ${verdict.padEnd(6)}`;
  return note ? `${head} ${note}` : head.trimEnd();
}

/** As a line for programs. */
export function jsonOf({ name, value, unit, goal, pass }: Figure): string {
  return JSON.stringify({ name, value, unit, goal, pass });
}

/** The value below which this share of the measurements lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function round(value: number): number {
  if (!Number.isFinite(value)) return value;
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4;
  return Number(value.toFixed(digits));
}
