import { entryOf } from "@/lib/audiences/conditions/kinds";
import type { Condition, Filter } from "@/lib/audiences/schema";

/** A filter in plain words, the same on every screen: "created_at has any value and has not done Project Created". */
export function describeFilter({ any }: Filter): string {
  const groups = any
    .filter(({ all }) => all.length > 0)
    .map(({ all }) => all.map(describeCondition).join(" and "));
  if (groups.length === 0) return "nobody";
  return groups.length === 1 ? groups.join("") : groups.map((group) => `(${group})`).join(" or ");
}

/** One condition in plain words. Where a missing value counts as a match, it says so. */
export function describeCondition(condition: Condition): string {
  return entryOf(condition).describe(condition, describeCondition);
}
