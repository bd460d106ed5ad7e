import { both, either } from "@/lib/audiences/combine";
import { type EvaluateOptions, lookAt, prepare } from "@/lib/audiences/look-at";
import type { Condition, Evaluation, Facts, Filter } from "@/lib/audiences/schema";

/** Whether a customer matches a filter at a moment, what each condition saw, and the earliest moment at which time alone could change the answer. An empty filter and an empty group match nobody. */
export function evaluate(filter: Filter, facts: Facts, options: EvaluateOptions): Evaluation {
  const { clock, subject, moment } = prepare(facts, options);
  const groups = filter.any.map((group) => group.all.map((condition) => lookAt(condition, subject, clock)));
  const whole = either(groups.map(both));
  return {
    verdict: whole.verdict,
    trace: groups.flatMap((looks, i) =>
      looks.map((one, j) => ({
        path: `any[${i}].all[${j}]`,
        verdict: one.verdict,
        saw: one.saw,
        nextChange: moment(one.next),
      })),
    ),
    nextChange: moment(whole.next),
  };
}

/** Whether any of a list of conditions holds, as exclusions are read; an empty list excludes nobody. Paths of the trace are "[0]", "[1]". */
export function evaluateAny(
  conditions: readonly Condition[],
  facts: Facts,
  options: EvaluateOptions,
): Evaluation {
  const { clock, subject, moment } = prepare(facts, options);
  const looks = conditions.map((condition) => lookAt(condition, subject, clock));
  const whole = either(looks);
  return {
    verdict: whole.verdict,
    trace: looks.map((one, i) => ({
      path: `[${i}]`,
      verdict: one.verdict,
      saw: one.saw,
      nextChange: moment(one.next),
    })),
    nextChange: moment(whole.next),
  };
}
