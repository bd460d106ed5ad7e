import { describeFilter } from "@/lib/audiences/describe";
import type { Arm, Branch, Step } from "@/lib/programmes/schema";
import type { FlowEntry, FlowStepOf } from "@/lib/programmes/steps/entry";

/** The way of whoever matches no arm. */
export const OTHERWISE = "otherwise";

/** The pass goes one of several ways. */
export const branch: FlowEntry<"branch"> = {
  noun: "branch",
  preposition: "of",
  title: () => "One of several ways",
  headline: ({ arms }) => [...arms.map(armWords), "otherwise"].join(" · "),
  summary: branchWords,
  summaryWhenDue: branchWords,
  passed: () => "The way was chosen",
  wait: () => null,
  filters: ({ arms }) =>
    arms.map(({ when }, index) => ({
      filter: when,
      about: "customer",
      field: `arms[${index}].when`,
      role: "arm",
    })),
  ways: ({ arms, otherwise }) => [
    ...arms.map(({ id, when, steps }, index) => ({ id, when, steps, field: `arms[${index}].steps` })),
    { id: OTHERWISE, when: null, steps: otherwise, field: "otherwise" },
  ],
  withWay: (step, way, steps) =>
    way === OTHERWISE
      ? { ...step, otherwise: steps }
      : { ...step, arms: step.arms.map((arm) => (arm.id === way ? { ...arm, steps } : arm)) },
  create: (id) => ({
    kind: "branch",
    id,
    arms: [{ id: `${id}-1`, when: { any: [] }, steps: [] }],
    otherwise: [],
  }),
};

/** What an arm is called: its name, else its condition; until it has one, that nobody takes it. */
export function armWords({ name, when }: Pick<Arm, "name" | "when">): string {
  if (name) return name;
  const isEmpty = when.any.every(({ all }) => all.length === 0);
  return isEmpty ? "Nobody yet" : `If the customer ${describeFilter(when)}`;
}

function branchWords({ arms }: FlowStepOf<"branch">): string {
  return `Choose: ${arms.map(armWords).join("; ")}; otherwise`;
}

/** Whether a step has arms. */
export function isBranch(step: Step): step is Branch {
  return "arms" in step;
}
