import { canonicalKey } from "@/lib/attribute-names";
import { compare, isRelative, nextLook } from "@/lib/audiences/comparisons/compare";
import { comparisonWords } from "@/lib/audiences/comparisons/comparison-words";
import { excludeEachOther } from "@/lib/audiences/comparisons/exclude-each-other";
import { impliesMore } from "@/lib/audiences/comparisons/implies-more";
import type { Clash, Clock, ConditionEntry, Look, SeenBy, Subject } from "@/lib/audiences/conditions/entry";
import type { AttributeCondition } from "@/lib/audiences/schema";
import { earliest, type Share, tally } from "@/lib/audiences/tally";
import { LAST_MS } from "@/lib/dates";
import { typeFor } from "@/lib/profiles/attributes/attribute-types";
import { countsDaysFrom, storedValue, typedValue, wholeDays } from "@/lib/profiles/attributes/built-ins";
import { misfitWords } from "@/lib/profiles/attributes/type-words";
import { DAY_MS } from "@/lib/time";

/** What an attribute of the customer, or of its organisation, is. */
export const attribute: ConditionEntry<AttributeCondition> = {
  lookAt,
  isCheap: true,
  asks: (condition) => ({ attribute: condition }),
  describe: words,
  clause: { relative: "whose", about: "the customer's " },
  seen: (condition, saw, by) => (saw === null ? noValueWords(condition, by) : by.valueWords(saw)),
  happening: () => null,
  implies,
  clash,
};

function lookAt({ of, attribute, is }: AttributeCondition, subject: Subject, { t, zone }: Clock): Look {
  const attributes = of === "self" ? subject.attributes : subject.organisation;
  const types = subject.types?.[of === "self" ? subject.entity : "organisation"];
  const from = countsDaysFrom(attributes, attribute, types);
  const saw = from ? wholeDays(from, new Date(t)) : typedValue(attributes, attribute, types);
  const kind = !from && typeFor(types, attribute) === "text" ? "text" : "attribute";
  if (!from && !isRelative(is)) return { verdict: compare(saw, is, { t, zone }, kind), saw, next: null };
  const at = (later: number): Share => {
    const value = from ? wholeDays(from, new Date(later)) : saw;
    const next = from ? nextDay(from, value, is, later) : nextLook(value, is, { t: later, zone }, kind);
    return { counts: compare(value, is, { t: later, zone }, kind), next };
  };
  return { ...tally(t, [at], (count) => count === 1), saw };
}

/** The next whole day at which a count of days meets or passes a number it is compared with. */
function nextDay(from: Date, days: unknown, is: AttributeCondition["is"], t: number): number | null {
  const numbers =
    is.op === "between" ? [is.from, is.to] : "value" in is && typeof is.value === "number" ? [is.value] : [];
  const ahead = numbers
    .flatMap((number) => [Math.ceil(number), Math.floor(number) + 1])
    .map((day) => from.getTime() + day * DAY_MS)
    .filter((moment) => moment > t && moment <= LAST_MS);
  return typeof days === "number" ? earliest(ahead) : null;
}

function words({ of, attribute, is }: AttributeCondition): string {
  return `${of === "organisation" ? "organisation's " : ""}${attribute} ${comparisonWords(is)}`;
}

/** No value at all, or one that does not fit the attribute's type: then the value itself says more. */
function noValueWords({ of, attribute }: AttributeCondition, { facts, valueWords }: SeenBy): string {
  const entity = of === "self" ? facts.entity : "organisation";
  const held = entity === facts.entity ? facts.attributes : facts.organisation?.attributes;
  const stored = storedValue(held ?? {}, attribute);
  const type = typeFor(facts.types?.[entity], attribute);
  if (stored === null || type === null) return valueWords(null);
  return `no value: “${valueWords(stored)}” ${misfitWords(type)}`;
}

/** Comparisons that hold for a missing value too, besides has_no_value. */
const negative = new Set<string>(["is_not", "does_not_contain", "matches_none_of", "!="]);

function implies(held: AttributeCondition, asked: AttributeCondition): boolean {
  if (held.attribute !== asked.attribute || held.of !== asked.of) return false;
  if (asked.is.op === "has_any_value") return held.is.op !== "has_no_value" && !negative.has(held.is.op);
  return impliesMore(held.is, asked.is);
}

/** Time conditions on one attribute. "Ago" speaks of age: more than 7 days ago and less than 1 day ago is nobody. */
function clash(earlier: AttributeCondition, later: AttributeCondition): Clash | null {
  if (earlier.of !== later.of || canonicalKey(earlier.attribute) !== canonicalKey(later.attribute))
    return null;
  if (!excludeEachOther(earlier.is, later.is)) return null;
  const message = `No moment is both: ${words(earlier)} and ${words(later)}. The group matches nobody.`;
  const ages = new Set<string>([earlier.is.op, later.is.op]);
  if (!ages.has("more_than_ago") || !ages.has("less_than_ago")) return { message };
  return { message, fix: "Ago compares age: swap the two lengths to mean the time between them." };
}
