import type { ProgrammeKind } from "@/lib/programme-kinds";
import type { Definition, Problem } from "@/lib/programmes/schema";

/** Something that a definition of a kind has to say, and what is wrong with one that does not. */
interface Requirement extends Problem {
  isMet: (definition: Definition) => boolean;
}

interface Rules {
  /** What a definition says where its author says nothing. */
  defaults: Partial<Pick<Definition, "reentry" | "leaveWhenAudienceStops">>;
  requirements: readonly Requirement[];
  /** Whether it is there to bring customers to do one thing; if not, it observes what they do. */
  intervenes: boolean;
  /** A time limit beyond this is advised against; null: it may be as long as it takes. */
  longestAdvisedDays: number | null;
}

/** The rules of each kind. What it is called and where it is found is in lib/programme-kinds.ts. */
export const programmeRules: { readonly [Kind in ProgrammeKind]: Rules } = {
  job: {
    defaults: {},
    requirements: [
      {
        check: "J01",
        severity: "error",
        path: "autoExit",
        message:
          "A job needs a time limit: without one, whoever never reaches the goal stays in it for ever.",
        fix: 'Add "autoExit", for example 10 days.',
        isMet: hasTimeLimit,
      },
    ],
    intervenes: true,
    longestAdvisedDays: 30,
  },
  behaviour: {
    defaults: { leaveWhenAudienceStops: true },
    requirements: [
      {
        check: "B02",
        severity: "error",
        path: "reentry",
        message: "A behaviour happens once: nobody enters it a second time.",
        fix: 'Use a job, or { "kind": "never" }.',
        isMet: ({ reentry }) => reentry.kind === "never",
      },
      {
        check: "B02",
        severity: "error",
        path: "leaveWhenAudienceStops",
        message: "A behaviour is left when its entry criteria stop matching.",
        fix: "Write true.",
        isMet: ({ leaveWhenAudienceStops }) => leaveWhenAudienceStops,
      },
    ],
    intervenes: false,
    longestAdvisedDays: null,
  },
  stage: {
    defaults: { reentry: { kind: "after_leaving" } },
    requirements: [
      {
        check: "S02",
        severity: "warning",
        path: "autoExit",
        message: "Without a time limit, whoever never completes this stage stays in it for ever.",
        fix: 'Add "autoExit", for example 30 days.',
        isMet: hasTimeLimit,
      },
    ],
    intervenes: false,
    longestAdvisedDays: null,
  },
};

function hasTimeLimit({ autoExit }: Definition): boolean {
  return autoExit !== undefined;
}
