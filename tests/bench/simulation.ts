import { type Figure, figure, percentile } from "@/tests/bench/report";
import { simulateYear } from "@/tests/support/year";

const SEED = 1;
const TIMES = 3;

/** A year of one job's life by the pure rules alone; the median of a few. */
export async function simulatedYear(): Promise<Figure[]> {
  const taken: number[] = [];
  let happened = 0;
  for (let time = 0; time < TIMES; time++) {
    const began = performance.now();
    happened = simulateYear(SEED).length;
    taken.push((performance.now() - began) / 1000);
  }
  return [
    figure("a simulated year of a job", percentile(taken, 0.5), "s", {
      bound: { below: 1 },
      note: `${happened} things happened, clock changes included`,
    }),
  ];
}
