import { expect, it } from "vitest";
import { definitionSchema } from "@/lib/programmes/definition-schema";
import { describeProgramme } from "@/lib/programmes/describe";
import { branch as words } from "@/lib/programmes/steps/branch";
import { timeLimitWords } from "@/lib/programmes/time-limit-words";
import { all, arm, branch, days, didNot, has, message, nudge, wait } from "@/tests/support/jobs";

const pro = all(has("plan", { op: "is", value: "pro" }));
const fork = branch(
  "fork",
  [
    arm("pro", pro, [message("for-pro")], { name: "Paying" }),
    arm("quiet", all(didNot("Signed In")), [
      branch("inner", [arm("never", { any: [] })], [wait("w", days(1))]),
    ]),
  ],
  [],
);
const definition = definitionSchema.parse(
  nudge({ steps: [fork], autoExit: { ...days(5), from: "last_step" } }),
);
const [step] = definition.steps;
const paying = "plan is pro";

it("a job with branches reads as its author would tell it, each arm with what stands in it", () => {
  const { steps, exit } = describeProgramme(definition);
  expect(steps).toEqual([
    "Paying: if the customer's plan is pro:",
    "  Email “About for-pro” to the person.",
    "If the customer has not done Signed In:",
    "  Nobody yet:",
    "    Nothing.",
    "  Otherwise:",
    "    Wait 1 day.",
    "Otherwise:",
    "  Nothing.",
  ]);
  expect(exit[0]).toBe("Exits 5 days after the last step.");
  expect(timeLimitWords({ amount: 1, unit: "weeks" })).toBe("1 week after entry");
});

it("which arm a pass took is said with the condition that held, and why not another", () => {
  if (step?.kind !== "branch") throw new Error("There is no branch.");
  expect(["pro", "quiet", "otherwise", "gone"].map((way) => words.passed(step, way))).toEqual([
    `Took the arm “Paying”: ${paying}`,
    "Took the arm “has not done Signed In”",
    "Matched no arm: otherwise",
    "Took an arm that this version does not have",
  ]);
  expect(words.willPass(step, "otherwise")).toBe("Matches no arm: otherwise");
  expect(words.notTaken(step, "pro", "quiet", true)).toBe(
    `it stands in the arm “Paying”, which did not match: ${paying}`,
  );
  expect(words.notTaken(step, "quiet", "pro", false)).toBe(
    "it stands in the arm “has not done Signed In”, and the arm “Paying” matches before it",
  );
  expect(words.notTaken(step, "otherwise", "pro", true)).toBe(
    "it stands in otherwise, and the arm “Paying” matched",
  );
});
