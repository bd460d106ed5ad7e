import fc from "fast-check";
import { expect, it } from "vitest";
import { survivingStep } from "@/lib/lifecycle/surviving-step";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { stepsFrom, walk } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import { all, arm, branch, days, has, nudge, wait } from "@/tests/support/jobs";
import { runs } from "@/tests/support/wild/arbitraries";

type Json = Record<string, unknown>;
const pro = all(has("plan"));

/** Flows over the same few ids, each at a place of its own: any of them may stand in an arm here, behind the branch there, or be gone. */
const flow: fc.Arbitrary<Definition> = fc
  .tuple(
    fc.shuffledSubarray(["a", "b", "c", "d", "e", "f", "g"]),
    fc.array(fc.nat(4), { minLength: 7, maxLength: 7 }),
  )
  .map(([ids, places]) => {
    const at = (place: number): Json[] =>
      ids.flatMap((id, n) => (places[n] === place ? [wait(id, days(1))] : []));
    const inner = branch("inner", [arm("x", pro, at(1))], at(2));
    return definitionSchema.parse(
      nudge({ steps: [...at(0), branch("outer", [arm("y", pro, [inner])], at(3)), ...at(4)] }),
    );
  });

it("whoever is taken to another version goes on at the same step, else at the first of those still ahead of them that survives", () => {
  fc.assert(
    fc.property(flow, flow, fc.nat(9), (before, after, nth) => {
      const steps = walk(before).map(({ step }) => step.id);
      const stepId = steps[nth % steps.length] ?? null;
      const stands = survivingStep(before, stepId, after);
      const survives = (id: string) => walk(after).some(({ step }) => step.id === id);
      const ahead = stepsFrom(before, stepId).map(({ id }) => id);
      expect(stands).toBe(ahead.find(survives) ?? null);
      if (stepId && survives(stepId)) expect(stands).toBe(stepId);
      if (stands) expect(survives(stands)).toBe(true);
    }),
    runs(300),
  );
});

it("nobody comes into an arm of their own branch that they did not take", () => {
  fc.assert(
    fc.property(flow, flow, (before, after) => {
      for (const { step } of walk(before)) {
        const ahead = new Set(stepsFrom(before, step.id).map(({ id }) => id));
        const stands = survivingStep(before, step.id, after);
        if (stands) expect(ahead).toContain(stands);
      }
      const arms = ["x", "otherwise"].map((way) =>
        walk(before).flatMap(({ step, path }) =>
          path.startsWith("steps") &&
          path.includes(way === "x" ? ".steps[0].arms[0].steps[" : ".steps[0].otherwise[")
            ? step.id
            : [],
        ),
      );
      const [inX = [], inRest = []] = arms;
      for (const id of inX)
        for (const other of inRest) expect(stepsFrom(before, id).map((one) => one.id)).not.toContain(other);
    }),
    runs(100),
  );
});
