import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { survivingStep } from "@/lib/lifecycle/surviving-step";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { describeProgramme } from "@/lib/programmes/describe";

const path = new URL("../../../lib/demo/jobs/onboarding-nudge.json", import.meta.url);
const nudge = definitionSchema.parse(JSON.parse(readFileSync(path, "utf8")));

it("a job reads in words as its author would tell it", () => {
  expect(describeProgramme(nudge)).toMatchInlineSnapshot(`
    {
      "audience": [
        "A person whose created_at has any value and who has not done Project Created.",
        "Each enters once.",
      ],
      "completion": [
        "Email “Your first project is there” to the person.",
        "Post to #customer-success.",
        "Set completed_onboarding to true.",
      ],
      "entry": [
        "Email “Quick tip to get started” to the person.",
        "Set entered_onboarding_nudge to true.",
      ],
      "exclusions": [],
      "exit": [
        "Exits 10 days after entry.",
        "Post to #customer-alerts.",
        "Set failed_onboarding to true.",
      ],
      "goal": [
        "Completes as soon as the customer has done Project Created; events count after entry.",
      ],
      "steps": [
        "Reminder after 5 days: “Your first project, in 5 minutes” to the person.",
      ],
    }
  `);
});

it("whoever is taken to another version stands before the same step, else before the next that survives", () => {
  const wait = (id: string) => ({ kind: "wait" as const, id, delay: { amount: 1, unit: "days" as const } });
  const before = { ...nudge, steps: [wait("a"), wait("b"), wait("c")] };
  expect(survivingStep(before, "b", { ...nudge, steps: [wait("a"), wait("b")] })).toBe("b");
  expect(survivingStep(before, "b", { ...nudge, steps: [wait("a"), wait("c")] })).toBe("c");
  expect(survivingStep(before, "c", { ...nudge, steps: [wait("a"), wait("b")] })).toBeNull();
  expect(survivingStep(before, null, { ...nudge, steps: [wait("d")] })).toBeNull();
});
