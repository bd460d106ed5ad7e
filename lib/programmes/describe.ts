import type { Action } from "@/lib/actions/schema";
import { summary } from "@/lib/actions/summary";
import { customerClause, whoClause } from "@/lib/audiences/describe";
import { waysOf } from "@/lib/programmes/flow";
import type { Definition, Step } from "@/lib/programmes/schema";
import { flowEntry, isAction, stepEntry } from "@/lib/programmes/steps";
import { timeLimitWords } from "@/lib/programmes/time-limit-words";
import { durationWords } from "@/lib/spans";

/** A programme in words: for each part of it a list of sentences. */
export interface ProgrammeWords {
  audience: string[];
  exclusions: string[];
  goal: string[];
  entry: string[];
  steps: string[];
  completion: string[];
  exit: string[];
}

/** What a programme does, said so that somebody who did not write it can tell whether it is right. */
export function describeProgramme(definition: Definition): ProgrammeWords {
  const { target, goal } = definition;
  const say = (action: Action) => sentence(action, definition);
  const since = goal.counts === "ever" ? "at any time" : "after entry";
  return {
    audience: [
      `${target === "person" ? "A person" : "An organisation"} ${whoClause(definition.audience)}.`,
      reentryWords(definition),
    ],
    exclusions: definition.exclusions.map(
      (condition) => `Not one ${whoClause({ any: [{ all: [condition] }] })}.`,
    ),
    goal: [`Completes as soon as ${customerClause(goal.filter)}; events count ${since}.`],
    entry: definition.entry.map(say),
    steps: definition.steps.flatMap((step) => stepSentences(step, definition)),
    completion: definition.completion.map(say),
    exit: [leaving(definition), ...definition.exit.map(say)],
  };
}

function sentence(action: Action, { target }: Definition): string {
  const when = action.when ? `, if ${customerClause(action.when)}` : "";
  return `${summary(action, target)}${when}.`;
}

/** What a step does; where it chooses between ways, each with what stands in it, indented. */
function stepSentences(step: Step, definition: Definition): string[] {
  if (isAction(step)) return [sentence(step, definition)];
  const ways = waysOf(step);
  if (ways.length === 0) return [`${stepEntry(step).summary(step, definition.target)}.`];
  return ways.flatMap(({ id, steps }) => {
    const inside = steps.flatMap((one) => stepSentences(one, definition));
    return [
      `${flowEntry(step).wayWords(step, id)}:`,
      ...(inside.length > 0 ? inside : ["Nothing."]).map((line) => `  ${line}`),
    ];
  });
}

/** Whether a customer may enter more than once, in a sentence. */
export function reentryWords({ reentry: rule }: Pick<Definition, "reentry">): string {
  if (rule.kind === "never") return "Each enters once.";
  if (rule.kind === "after_leaving") return "May enter again after leaving.";
  return `May enter again ${durationWords({ amount: rule.days, unit: "days" })} after leaving.`;
}

function leaving({ autoExit, leaveWhenAudienceStops }: Definition): string {
  const ways = [
    ...(autoExit ? [timeLimitWords(autoExit)] : []),
    ...(leaveWhenAudienceStops ? ["as soon as the customer no longer matches"] : []),
  ];
  return ways.length > 0 ? `Exits ${ways.join(", or ")}.` : "Has no time limit.";
}
