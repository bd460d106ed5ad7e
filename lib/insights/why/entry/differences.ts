import { describeCondition } from "@/lib/audiences/describe";
import { evaluate, evaluateAny } from "@/lib/audiences/evaluate";
import type { Condition, ConditionTrace } from "@/lib/audiences/schema";
import type { EntryCase } from "@/lib/insights/why/cases";

/** Which conditions of a programme time alone will have turned by a later moment, in words. */
export function differences(
  { definition, facts, zone, now }: Pick<EntryCase, "definition" | "facts" | "zone" | "now">,
  at: Date,
): string[] {
  const { audience, exclusions } = definition;
  const inAudience = audience.any.flatMap(({ all }) => all);
  const ask = (moment: Date) => ({
    audience: evaluate(audience, facts, { now: moment, zone }).trace,
    exclusions: evaluateAny(exclusions, facts, { now: moment, zone }).trace,
  });
  const [before, then] = [ask(now), ask(at)];
  return [
    ...turned(inAudience, before.audience, then.audience),
    ...turned(exclusions, before.exclusions, then.exclusions),
  ];
}

function turned(
  conditions: readonly Condition[],
  before: readonly ConditionTrace[],
  then: readonly ConditionTrace[],
): string[] {
  return conditions.flatMap((condition, index) => {
    const holds = then[index]?.verdict;
    if (holds === before[index]?.verdict) return [];
    return [`“${describeCondition(condition)}” ${holds ? "holds then" : "no longer holds then"}`];
  });
}
