import { arms } from "@/lib/programmes/checks/arms";
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
import type { Definition, Problem } from "@/lib/programmes/schema";

const checks: readonly Check[] = [
  kinds,
  timing,
  arms,
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

/** Everything wrong with a definition in its surroundings, the gravest first. Runs in the browser too. */
export function problemsOf(definition: Definition, surroundings: Surroundings): Problem[] {
  const input = { ...surroundings, definition };
  return inOrder(checks.flatMap((check) => check(input)));
}

/** Whether a definition may go live. */
export function canPublish(problems: readonly Problem[]): boolean {
  return problems.every(({ severity }) => severity !== "error");
}

/** The gravest first. */
export function inOrder(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => order[a.severity] - order[b.severity]);
}
