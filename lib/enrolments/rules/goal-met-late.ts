import { evaluate } from "@/lib/audiences/evaluate";
import type { Facts } from "@/lib/audiences/schema";
import type { Pass } from "@/lib/enrolments/pass";
import { goalEventsOfPass } from "@/lib/enrolments/rules/late-news";
import type { Definition } from "@/lib/programmes/schema";

/**
 * A goal met after the exit was recorded changes nothing but the record: the pass stays exited and says that the goal came late. Null where
 * it has not come.
 */
export function goalMetLate(
  definition: Definition,
  pass: Pass,
  { facts, zone, now }: { facts: Facts; zone: string; now: Date },
): Pass | null {
  if (pass.status !== "exited" || pass.reason !== "deadline" || pass.goalMetLateAt) return null;
  const counted = goalEventsOfPass(definition, pass);
  const isMet = evaluate(definition.goal.filter, facts, { ...counted, now, zone }).verdict;
  return isMet ? { ...pass, goalMetLateAt: now } : null;
}
