import { operators } from "@/lib/audiences/schema";
import { nearestWord } from "@/lib/nearest-word";
import { wellKnownType } from "@/lib/profiles/attributes/attribute-types";
import { catalogued, knownAttribute, knownNames } from "@/lib/programmes/checks/known-attributes";
import { suggest } from "@/lib/programmes/checks/suggest";
import type { AttributeType, Check, CheckInput } from "@/lib/programmes/checks/surroundings";
import { conditionsOf, type FilterRole, filtersOf, type PlacedCondition } from "@/lib/programmes/filters-of";
import type { Problem } from "@/lib/programmes/schema";

/** Of each thing that a condition may ask after: whether it exists, and suits what is asked. */
const checks: { readonly [Named in keyof PlacedCondition["asks"]]-?: PlacedCheck } = {
  attribute: aboutAttribute,
  event: aboutEvent,
  programme: aboutProgramme,
};
type PlacedCheck = (input: CheckInput, placed: PlacedCondition) => Problem[];

/** Every condition asks about something that exists, or may yet arrive, in a way that suits its type. */
export const conditions: Check = (input) => [
  ...emptyFilters(input),
  ...conditionsOf(input.definition).flatMap((placed) =>
    Object.values(checks).flatMap((check) => check(input, placed)),
  ),
];

function emptyFilters({ definition }: CheckInput): Problem[] {
  return filtersOf(definition).flatMap(({ filter, path, role }): Problem[] => {
    if (role === "exclusion") return [];
    if (role === "goal") return [];
    if (filter.any.every((group) => group.all.length === 0)) {
      const message = `${emptyOnes[role] ?? "An empty filter"} matches nobody.`;
      return [{ check: "empty", severity: "warning", path, message, fix: "Add a condition." }];
    }
    return filter.any.flatMap((group, index): Problem[] => {
      if (group.all.length > 0) return [];
      const message = "An empty group matches nobody.";
      return [
        { check: "empty", severity: "warning", path: `${path}.any[${index}]`, message, fix: "Remove it." },
      ];
    });
  });
}

const emptyOnes: { readonly [Role in FilterRole]?: string } = {
  audience: "An empty audience",
  arm: "An arm without a condition",
};

function aboutAttribute(input: CheckInput, placed: PlacedCondition): Problem[] {
  if (!placed.asks.attribute) return [];
  const { attribute: key, is } = placed.asks.attribute;
  const path = `${placed.path}.attribute`;
  if (key === "") return [notChosen(path, "Choose the attribute.")];
  const known = knownAttribute(input, placed.entity, key);
  if (known)
    return known.type && !suits(is.op, known.type)
      ? [typeClash(`${placed.path}.is.op`, key, is.op, known.type)]
      : [];
  // What everybody means by a well-known name is known before a value is seen.
  const meantType = wellKnownType(key);
  if (meantType && !suits(is.op, meantType))
    return [typeClash(`${placed.path}.is.op`, key, is.op, meantType)];

  const otherSide = placed.entity === "person" ? "organisation" : "person";
  if (catalogued(input, otherSide, key)) {
    const message = `${key} is an attribute of ${otherSide === "person" ? "people" : "organisations"}, not of ${placed.entity === "person" ? "people" : "organisations"}.`;
    const fix =
      placed.entity === "person"
        ? 'Ask about the organisation’s: "of": "organisation".'
        : "Ask about its people instead.";
    return [{ check: "J14", severity: "warning", path, message, fix }];
  }
  const meant = suggest(input, key, knownNames(input));
  const message = `${key} has not been seen on any ${placed.entity} yet.`;
  const check = placed.role === "goal" ? "J04" : "unseen";
  return [{ check, severity: "warning", path, message, ...(meant ? { fix: `Did you mean ${meant}?` } : {}) }];
}

function aboutEvent(input: CheckInput, placed: PlacedCondition): Problem[] {
  if (!placed.asks.event) return [];
  const { event, where } = placed.asks.event;
  const unnamed = where.flatMap(({ property }, index) =>
    property === ""
      ? [notChosen(`${placed.path}.where[${index}].property`, "Name the property of the event.")]
      : [],
  );
  return [...unnamed, ...aboutItsName(input, placed, event)];
}

function aboutItsName(input: CheckInput, placed: PlacedCondition, event: string): Problem[] {
  if (event === "") return [notChosen(`${placed.path}.event`, "Choose the event.")];
  if (!input.eventsSeen || isSeen(input.eventsSeen, event)) return [];
  const meant = suggest(input, event, input.eventsSeen);
  const message = `The event "${event}" has not arrived yet.`;
  const check = placed.role === "goal" ? "J04" : "unseen";
  const problem: Problem = { check, severity: "warning", path: `${placed.path}.event`, message };
  return [
    meant ? { ...problem, fix: `Did you mean "${meant}"? Names are compared letter by letter.` } : problem,
  ];
}

/** Each condition on an event asks: a list of many names is gone through once. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function isSeen(names: readonly string[], event: string): boolean {
  const known = sets.get(names) ?? new Set(names);
  sets.set(names, known);
  return known.has(event);
}

function aboutProgramme(input: CheckInput, placed: PlacedCondition): Problem[] {
  if (!placed.asks.programme) return [];
  const { of: kind, slug } = placed.asks.programme;
  const path = `${placed.path}.slug`;
  if (slug === "") return [notChosen(path, `Choose the ${kind}.`)];
  if (kind === input.definition.kind && slug === input.ownSlug) return [];
  const alike = input.programmes.filter((programme) => programme.kind === kind);
  const found = alike.find((programme) => programme.slug === slug);
  if (!found) {
    const meant = nearestWord(
      slug,
      alike.map((programme) => programme.slug),
    );
    const message = `There is no ${kind} "${slug}".`;
    const fix = meant ? `Did you mean "${meant}"?` : `Save the ${kind} first.`;
    return [{ check: "membership", severity: "error", path, message, fix }];
  }
  if (found.target === placed.entity) return [];
  const message = `The ${kind} "${slug}" is about ${found.target === "person" ? "people" : "organisations"}, so this never matches.`;
  return [{ check: "J14", severity: "warning", path, message }];
}

function notChosen(path: string, message: string): Problem {
  return { check: "blank", severity: "error", path, message };
}

const fitting: Record<AttributeType, readonly string[]> = {
  text: operators.text,
  number: operators.number,
  boolean: operators.boolean,
  date: operators.date,
  json: [],
};

function suits(op: string, type: AttributeType): boolean {
  return operators.any.some((any) => any === op) || fitting[type].includes(op);
}

function typeClash(path: string, key: string, op: string, type: AttributeType): Problem {
  const message = `${key} is of type ${type}, which cannot be compared with "${op}".`;
  const fix = `Use ${[...fitting[type], ...operators.any].join(", ")}.`;
  return { check: "type", severity: "error", path, message, fix };
}
