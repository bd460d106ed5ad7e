import { type Answer, both, either } from "@/lib/audiences/combine";
import type { Look } from "@/lib/audiences/conditions/entry";
import { entryOf } from "@/lib/audiences/conditions/kinds";
import { type EvaluateOptions, lookAt, prepare } from "@/lib/audiences/look-at";
import type { Condition, Facts, Filter, Group } from "@/lib/audiences/schema";

/** An answer and the earliest moment at which time alone could change it, without what each condition saw. */
export interface Verdict {
  verdict: boolean;
  nextChange: Date | null;
}

const cheapFirst = new WeakMap<Group, readonly Condition[]>();

/** Says the same as evaluate(), sooner: what can no longer change the answer is not looked at. */
export function verdictOf(filter: Filter, facts: Facts, options: EvaluateOptions): Verdict {
  const { clock, subject, moment } = prepare(facts, options);
  const groups: Answer[] = [];
  for (const group of filter.any) {
    const answer = answerOf(ordered(group), (condition) => lookAt(condition, subject, clock));
    groups.push(answer);
    // One group that holds for ever is enough.
    if (answer.verdict && answer.next === null) break;
  }
  const { verdict, next } = either(groups);
  return { verdict, nextChange: moment(next) };
}

/** Says the same as evaluateAny(), sooner. */
export function verdictOfAny(
  conditions: readonly Condition[],
  facts: Facts,
  options: EvaluateOptions,
): Verdict {
  if (conditions.length === 0) return { verdict: false, nextChange: null };
  const { clock, subject, moment } = prepare(facts, options);
  const { verdict, next } = either(conditions.map((condition) => lookAt(condition, subject, clock)));
  return { verdict, nextChange: moment(next) };
}

function answerOf(conditions: readonly Condition[], look: (condition: Condition) => Look): Answer {
  const looks: Look[] = [];
  for (const condition of conditions) {
    const one = look(condition);
    // One condition that never holds is enough.
    if (!one.verdict && one.next === null) return one;
    looks.push(one);
  }
  return both(looks);
}

function ordered(group: Group): readonly Condition[] {
  const known = cheapFirst.get(group);
  if (known) return known;
  const isCheap = (condition: Condition) => entryOf(condition).isCheap;
  const conditions = [...group.all.filter(isCheap), ...group.all.filter((one) => !isCheap(one))];
  cheapFirst.set(group, conditions);
  return conditions;
}
