import { chains } from "@/lib/programmes/checks/chains";
import { conditions } from "@/lib/programmes/checks/conditions";
import { goal } from "@/lib/programmes/checks/goal";
import { ids } from "@/lib/programmes/checks/ids";
import { kinds } from "@/lib/programmes/checks/kinds";
import { lanes } from "@/lib/programmes/checks/lanes";
import { messages } from "@/lib/programmes/checks/messages";
import { oldKeys } from "@/lib/programmes/checks/old-keys";
import { overlap } from "@/lib/programmes/checks/overlap";
import type { Check, Surroundings } from "@/lib/programmes/checks/surroundings";
import { times } from "@/lib/programmes/checks/times";
import { timing } from "@/lib/programmes/checks/timing";
import { updates } from "@/lib/programmes/checks/updates";
import { parseDefinition } from "@/lib/programmes/draft/parse-definition";
import { sizeProblems } from "@/lib/programmes/draft/size-problems";
import type { Definition, Problem, ProgrammeKind } from "@/lib/programmes/schema";

const checks: readonly Check[] = [
  kinds,
  timing,
  lanes,
  ids,
  goal,
  times,
  conditions,
  messages,
  oldKeys,
  updates,
  chains,
  overlap,
];
const order = { error: 0, warning: 1, note: 2 } as const;

/** Everything wrong with a definition in its surroundings, the gravest first. */
export function problemsOf(definition: Definition, surroundings: Surroundings): Problem[] {
  const input = { ...surroundings, definition };
  return inOrder(checks.flatMap((check) => check(input)));
}

/** The same for a definition as its author wrote it: faults of its shape do not hide what else is wrong. */
export function problemsOfJson(
  json: unknown,
  kind: ProgrammeKind,
  surroundings: Surroundings,
): { definition: Definition | null; problems: Problem[] } {
  const tooLarge = sizeProblems(json);
  if (tooLarge.length > 0) return { definition: null, problems: tooLarge };
  const { definition, readable, problems, placeOf } = parseDefinition(json, kind);
  const found = readable ? problemsOf(readable, surroundings) : [];
  const placed = found.flatMap((problem) => {
    const path = placeOf(problem.path);
    return path === null ? [] : [{ ...problem, path }];
  });
  return { definition, problems: inOrder([...problems, ...placed]) };
}

/** Whether a definition may go live. */
export function canPublish(problems: readonly Problem[]): boolean {
  return problems.every(({ severity }) => severity !== "error");
}

function inOrder(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => order[a.severity] - order[b.severity]);
}
