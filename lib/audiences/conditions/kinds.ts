import { attribute } from "@/lib/audiences/conditions/attribute";
import type { Asks, ConditionEntry } from "@/lib/audiences/conditions/entry";
import { event } from "@/lib/audiences/conditions/event";
import { membership } from "@/lib/audiences/conditions/membership";
import { people } from "@/lib/audiences/conditions/people";
import type { Condition, ConditionKind, ConditionOf, EventCondition } from "@/lib/audiences/schema";

/** What there is to know of each kind of condition; kinds-sql.ts has their SQL. */
const kinds: { readonly [Kind in ConditionKind]: ConditionEntry<ConditionOf<Kind>> } = {
  attribute,
  event,
  membership,
  people,
};

/** The entry of a condition's kind. */
export function entryOf<Kind extends ConditionKind>(
  condition: ConditionOf<Kind>,
): ConditionEntry<ConditionOf<Kind>> {
  return kinds[condition.kind];
}

/** What a condition asks after. */
export function asks(condition: Condition): Asks {
  return entryOf(condition).asks(condition);
}

/** The events that a goal counts from entry: those of a condition that names no window of its own. Null of any other condition. */
export function countedFromEntry(condition: Condition): EventCondition | null {
  const { event } = asks(condition);
  return event && !event.within ? event : null;
}

/** Whether two conditions are of the same kind. */
export function isAlike<Kind extends ConditionKind>(
  one: ConditionOf<Kind>,
  other: Condition,
): other is ConditionOf<Kind> {
  return other.kind === one.kind;
}
