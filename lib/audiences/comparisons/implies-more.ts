interface LowerBound {
  value: number;
  /** The value itself is not let through. */
  above: boolean;
}

/** Whether numbers let through by one comparison are surely let through by the other, which sets only a lower bound. */
export function impliesMore(held: Comparing, asked: Comparing): boolean {
  if (asked.op !== ">=" && asked.op !== ">") return false;
  const [known, wanted] = [lowerBound(held), lowerBound(asked)];
  if (!known || !wanted) return false;
  return known.value > wanted.value || (known.value === wanted.value && (known.above || !wanted.above));
}

type Comparing = { op: string; value?: unknown; from?: unknown };

function lowerBound({ op, value, from }: Comparing): LowerBound | null {
  if (op === "between") return typeof from === "number" ? { value: from, above: false } : null;
  if (typeof value !== "number" || (op !== ">=" && op !== "=" && op !== ">")) return null;
  return { value, above: op === ">" };
}
