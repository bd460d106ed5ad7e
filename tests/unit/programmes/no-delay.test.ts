import { expect, it } from "vitest";
import { timing } from "@/lib/programmes/checks/timing";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { days, nudge, reminder, wait } from "@/tests/support/jobs";
import { empty } from "./setting";

const found = (steps: Record<string, unknown>[]) => {
  const definition = definitionSchema.parse(nudge({ steps }));
  return timing({ definition, ...empty })
    .filter(({ check }) => check === "delay")
    .map(({ severity, path }) => `${severity} ${path}`);
};

it("a reminder needs a delay, and a wait of nothing does nothing", () => {
  expect(found([reminder("again", days(3)), wait("pause", days(1))])).toEqual([]);
  expect(found([wait("pause", days(0)), reminder("again", days(0))])).toEqual([
    "warning steps[0].delay",
    "error steps[1].delay",
  ]);
});
