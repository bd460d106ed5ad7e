/** How what arrived differs from what should have arrived: what came too often and what never came. */
export function compareMessages(
  expected: readonly string[],
  arrived: readonly string[],
): { doubled: string[]; missing: string[] } {
  const open = new Map<string, number>();
  for (const one of expected) open.set(one, (open.get(one) ?? 0) + 1);
  const doubled: string[] = [];
  for (const one of arrived) {
    const left = open.get(one) ?? 0;
    if (left === 0) doubled.push(one);
    else open.set(one, left - 1);
  }
  const missing = [...open].flatMap(([one, left]) => Array.from({ length: left }, () => one));
  return { doubled, missing };
}
