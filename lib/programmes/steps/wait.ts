import type { FlowEntry, FlowStepOf } from "@/lib/programmes/steps/entry";
import { durationWords } from "@/lib/spans";

const withoutDelay = {
  severity: "warning",
  message: "This wait is over at once: it does nothing.",
  fix: "Give it a delay or take it out.",
} as const;

/** The pass stands still for a while. */
export const wait: FlowEntry<"wait"> = {
  noun: "next step",
  idName: "wait",
  preposition: "of",
  title: waitWords,
  headline: waitWords,
  summary: waitWords,
  summaryWhenDue: overWords,
  passed: ({ delay }) => `The wait of ${durationWords(delay)} was over`,
  willPass: overWords,
  notTaken: () => "",
  wait: ({ delay }) => ({ since: "arrival", delay, withoutDelay }),
  filters: () => [],
  ways: () => [],
  wayWords: () => "",
  withWay: (step) => step,
  create: (id) => ({ kind: "wait", id, delay: { amount: 3, unit: "days" } }),
};

function overWords({ delay }: FlowStepOf<"wait">): string {
  return `The wait of ${durationWords(delay)} is over`;
}

function waitWords({ delay }: FlowStepOf<"wait">): string {
  return `Wait ${durationWords(delay)}`;
}
