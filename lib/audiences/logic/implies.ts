import { isSame } from "@/lib/audiences/conditions/is-same";
import { entryOf, isAlike } from "@/lib/audiences/conditions/kinds";
import type { Condition, ConditionKind, ConditionOf, Filter, Group } from "@/lib/audiences/schema";

/** Whether everybody who matches one condition surely matches the other at the same moment. Says no when it cannot tell. */
export function implies<Kind extends ConditionKind>(held: ConditionOf<Kind>, asked: Condition): boolean {
  return isSame(held, asked) || (isAlike(held, asked) && entryOf(held).implies(held, asked));
}

/** Whether everybody who matches one filter surely matches the other. */
export function filterImplies(held: Filter, asked: Filter): boolean {
  if (held.any.length === 0 || asked.any.length === 0) return false;
  return held.any.every((group) => asked.any.some((other) => groupImplies(group, other)));
}

function groupImplies(held: Group, asked: Group): boolean {
  if (held.all.length === 0 || asked.all.length === 0) return false;
  return asked.all.every((condition) => held.all.some((known) => implies(known, condition)));
}
