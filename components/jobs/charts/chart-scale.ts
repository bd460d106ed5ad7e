/** Round values for the lines of a chart: at most so many, evenly apart, the last one at or above the highest value. */
export function ticksTo(highest: number, most = 3): number[] {
  if (highest <= 0) return [];
  const step = niceStep(highest / most);
  const ticks = [step];
  while ((ticks.at(-1) ?? 0) < highest) ticks.push((ticks.length + 1) * step);
  return ticks;
}

/** The places of at most so many labels under a row of bars, evenly apart, so that none touches the next. */
export function labelled(bars: number, most: number): number[] {
  const every = Math.max(1, Math.ceil(bars / most));
  return Array.from({ length: Math.ceil(bars / every) }, (_, index) => index * every);
}

function niceStep(rough: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  return Math.max(1, [1, 2, 5, 10].map((times) => times * size).find((step) => step >= rough) ?? 10 * size);
}
