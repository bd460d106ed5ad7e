import { evaluate } from "@/lib/audiences/evaluate";
import { goalEventsOfPass } from "@/lib/enrolments/rules/late-news";
import type { Definition } from "@/lib/programmes/schema";
import type { Pass } from "@/tests/support/before/pass";
import type { Stage } from "@/tests/support/before/play";

/** A goal met after the exit was recorded changes nothing but the record: the pass stays exited and says that the goal came late. */
export function goalMetLate(
  definition: Definition,
  pass: Pass,
  { facts, zone, now }: Pick<Stage, "facts" | "zone" | "now">,
): boolean {
  if (pass.status !== "exited" || pass.reason !== "deadline" || pass.goalMetLateAt) return false;
  const counted = goalEventsOfPass(definition, pass);
  if (!evaluate(definition.goal.filter, facts, { ...counted, now, zone }).verdict) return false;
  pass.goalMetLateAt = now;
  pass.dirty = true;
  return true;
}
