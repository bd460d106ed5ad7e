import { entryOf } from "@/lib/audiences/conditions/kinds";
import type { Condition, Filter } from "@/lib/audiences/schema";

/** A filter in plain words, the same on every screen: "created_at has any value and has not done Project Created". */
export function describeFilter({ any }: Filter): string {
  return join(any, describeCondition, "nobody");
}

/** A filter as a clause behind somebody: "whose plan is “pro” and who has not done Project Created". */
export function whoClause({ any }: Filter): string {
  const clause = (condition: Condition) =>
    `${entryOf(condition).clause.relative} ${describeCondition(condition)}`;
  return join(any, clause, "of whom nothing is asked yet");
}

/** A filter as a clause behind "if": "the customer's plan is “pro” and the customer has not done Project Created". */
export function customerClause({ any }: Filter): string {
  const clause = (condition: Condition) =>
    `${entryOf(condition).clause.about}${describeCondition(condition)}`;
  return join(any, clause, "the customer is nobody");
}

function join(groups: Filter["any"], words: (condition: Condition) => string, none: string): string {
  const told = groups.filter(({ all }) => all.length > 0).map(({ all }) => all.map(words).join(" and "));
  if (told.length === 0) return none;
  return told.length === 1 ? told.join("") : told.map((group) => `(${group})`).join(" or ");
}

/** One condition in plain words. Where a missing value counts as a match, it says so. */
export function describeCondition(condition: Condition): string {
  return entryOf(condition).describe(condition, describeCondition);
}
