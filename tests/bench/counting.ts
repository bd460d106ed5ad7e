import { countCustomers } from "@/lib/audiences/count";
import { filterSchema } from "@/lib/audiences/filter-schema";
import { type Figure, figure, percentile } from "@/tests/bench/report";
import type { Setting } from "@/tests/bench/setting";

const TIMES = 5;
const audience = filterSchema.parse({
  any: [
    {
      all: [
        { kind: "attribute", attribute: "plan", is: { op: "is", value: "trial" } },
        { kind: "event", event: "Report Exported", count: { op: ">=", times: 2 } },
      ],
    },
  ],
});

/** How long it takes to count the people who match an attribute and an event count; the median of a few. */
export async function counting(setting: Setting, people: number, withGoal: boolean): Promise<Figure> {
  const taken: number[] = [];
  let matching = 0;
  for (let time = 0; time < TIMES; time++) {
    const began = performance.now();
    matching = await countCustomers(setting.context(), "person", audience, "UTC");
    taken.push((performance.now() - began) / 1000);
  }
  return figure(`count of ${people} people`, percentile(taken, 0.5), "s", {
    note: `${matching} match an attribute and an event count`,
    ...(withGoal && { bound: { below: 0.3 } }),
  });
}
