import { canonicalKey } from "@/lib/attribute-names";
import { asks } from "@/lib/audiences/conditions/kinds";
import type {
  AttributeCondition,
  Comparison,
  Condition,
  EventCondition,
  Filter,
  MembershipCondition,
} from "@/lib/audiences/schema";

/** Whether a filter surely takes everybody: of two conditions that each suffice at least one always holds. Says no when it cannot tell. */
export function matchesEverybody(filter: Filter): boolean {
  const alone = filter.any.flatMap(({ all: [only, ...more] }) => (only && more.length === 0 ? [only] : []));
  return alone.some(
    (one, index) => alwaysHolds(one) || alone.slice(index + 1).some((other) => oneHolds(one, other)),
  );
}

function alwaysHolds(condition: Condition): boolean {
  const { event } = asks(condition);
  return event !== undefined && atLeast(event.count) === 0;
}

function oneHolds(one: Condition, other: Condition): boolean {
  const [a, b] = [asks(one), asks(other)];
  if (a.attribute && b.attribute) return oneValueFits(a.attribute, b.attribute);
  if (a.event && b.event) return oneCountFits(a.event, b.event);
  return a.programme !== undefined && b.programme !== undefined && oneStandingFits(a.programme, b.programme);
}

/** What holds for every value, and for none, for which the other does not. */
const opposite: { readonly [Op in Comparison["op"]]?: Comparison["op"] } = {
  is: "is_not",
  contains: "does_not_contain",
  is_one_of: "matches_none_of",
  "=": "!=",
  has_any_value: "has_no_value",
};

function oneValueFits(a: AttributeCondition, b: AttributeCondition): boolean {
  if (a.of !== b.of || canonicalKey(a.attribute) !== canonicalKey(b.attribute)) return false;
  const isSameValue = valueText(a.is) === valueText(b.is);
  if (opposite[a.is.op] === b.is.op || opposite[b.is.op] === a.is.op) return isSameValue;
  // Nothing is both of two values: whoever is one of them is not the other.
  if (a.is.op === b.is.op) return (a.is.op === "is_not" || a.is.op === "!=") && !isSameValue;
  const ops = [a.is.op, b.is.op];
  return ops.includes("has_any_value") && ops.some((op) => holdsForNone.has(op));
}

const holdsForNone = new Set<Comparison["op"]>(["is_not", "does_not_contain", "matches_none_of", "!="]);

function valueText({ op: _, ...rest }: Comparison): string {
  return JSON.stringify(rest);
}

function oneCountFits(a: EventCondition, b: EventCondition): boolean {
  const question = ({ event, within, where }: EventCondition) => JSON.stringify([event, within, where]);
  if (question(a) !== question(b)) return false;
  const covers = (one: EventCondition, other: EventCondition) => {
    const [from, below] = [atLeast(one.count), fewerThan(other.count)];
    return from !== null && below !== null && from <= below;
  };
  return covers(a, b) || covers(b, a) || isOtherCount(a, b) || isOtherCount(b, a);
}

function isOtherCount({ count: is }: EventCondition, { count: isNot }: EventCondition): boolean {
  return is.op === "=" && isNot.op === "!=" && is.times === isNot.times;
}

/** From how many times on a count fits, if every larger one does too. */
function atLeast({ op, times }: EventCondition["count"]): number | null {
  if (op === ">=") return times;
  if (op === ">") return times + 1;
  return op === "!=" && times === 0 ? 1 : null;
}

/** Up to how many times a count fits, that number left out, if every smaller one does too. */
function fewerThan({ op, times }: EventCondition["count"]): number | null {
  if (op === "<") return times;
  if (op === "<=") return times + 1;
  return op === "=" && times === 0 ? 1 : null;
}

const otherStanding = { in: "not_in", has_entered: "has_never_entered" } as const;

function oneStandingFits(a: MembershipCondition, b: MembershipCondition): boolean {
  if (a.of !== b.of || a.slug !== b.slug) return false;
  return Object.entries(otherStanding).some(
    ([is, isNot]) => (a.is === is && b.is === isNot) || (b.is === is && a.is === isNot),
  );
}
