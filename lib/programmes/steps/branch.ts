import { customerClause, describeFilter } from "@/lib/audiences/describe";
import type { Arm, Branch, Step } from "@/lib/programmes/schema";
import type { FlowEntry, FlowStepOf } from "@/lib/programmes/steps/entry";

/** The way of whoever matches no arm. */
export const OTHERWISE = "otherwise";

/** The pass goes one of several ways: the first arm that matches, else otherwise. */
export const branch: FlowEntry<"branch"> = {
  noun: "branch",
  idName: "branch",
  preposition: "of",
  title: () => "Then, depending on the customer",
  headline: ({ arms }) => [...arms.map(armWords), "otherwise"].join(" · "),
  summary: branchWords,
  summaryWhenDue: branchWords,
  passed: (step, way) => wayWords(step, way, { took: "Took", matched: "Matched" }),
  willPass: (step, way) => wayWords(step, way, { took: "Takes", matched: "Matches" }),
  notTaken,
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
  wayWords: ({ arms }, way) => {
    const arm = arms.find(({ id }) => id === way);
    if (!arm) return "Otherwise";
    return arm.name ? `${arm.name}: ${takesWords(arm)}` : armWords(arm);
  },
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
export function armWords(arm: Pick<Arm, "name" | "when">): string {
  const words = takesWords(arm);
  return arm.name || `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function takesWords({ when }: Pick<Arm, "when">): string {
  const isEmpty = when.any.every(({ all }) => all.length === 0);
  return isEmpty ? "nobody yet" : `if ${customerClause(when)}`;
}

function wayWords({ arms }: Branch, way: string | null, verbs: { took: string; matched: string }): string {
  if (way === OTHERWISE) return `${verbs.matched} no arm: otherwise`;
  const arm = arms.find(({ id }) => id === way);
  if (!arm) return `${verbs.took} an arm that this version does not have`;
  return `${verbs.took} the arm “${armName(arm)}”${arm.name ? `: ${describeFilter(arm.when)}` : ""}`;
}

function notTaken({ arms }: Branch, way: string, taken: string, isPast: boolean): string {
  const place = (id: string) => (id === OTHERWISE ? arms.length : arms.findIndex((arm) => arm.id === id));
  const [mine, theirs] = [arms[place(way)], arms[place(taken)]];
  if (mine && place(way) < place(taken)) {
    const words = `the arm “${armName(mine)}”, which ${isPast ? "did" : "does"} not match`;
    return `it stands in ${words}${mine.name ? `: ${describeFilter(mine.when)}` : ""}`;
  }
  const where = mine ? `the arm “${armName(mine)}”` : "otherwise";
  const other = theirs ? `the arm “${armName(theirs)}”` : "another arm";
  return `it stands in ${where}, and ${other} ${isPast ? "matched" : "matches"}${mine ? " before it" : ""}`;
}

function armName({ name, when }: Arm): string {
  return name || describeFilter(when);
}

function branchWords({ arms }: FlowStepOf<"branch">): string {
  return `Choose: ${arms.map(armWords).join("; ")}; otherwise`;
}

/** Whether a step has arms. */
export function isBranch(step: Step): step is Branch {
  return "arms" in step;
}
