import { attributeOptions, typeOfAttribute } from "@/components/editor/panel/attribute-options";
import type { Option } from "@/components/editor/panel/fields/match-options";
import { firstComparison } from "@/components/editor/panel/filter/comparisons";
import { KEY_PATTERN, toAttributeKey } from "@/lib/attribute-names";
import {
  type AttributeCondition,
  type Condition,
  filterLimits,
  type PlainCondition,
} from "@/lib/audiences/schema";
import { type Entity, entities } from "@/lib/profiles/schema";
import { programmeNames } from "@/lib/programme-kinds";
import type { CheckInput } from "@/lib/programmes/checks/surroundings";

/** Something that a new condition can ask after. */
export interface ConditionOption<C = Condition> extends Option {
  make(): C;
}

/** Everything that a condition about a side can ask after, apart from its people. */
export function plainOptions(input: CheckInput, entity: Entity): ConditionOption<PlainCondition>[] {
  const organisations = entity === "person" ? attributes(input, "organisation", "organisation") : [];
  return [
    ...attributes(input, entity, "self"),
    ...organisations,
    ...(input.eventsSeen ?? []).map((event) => eventOption(event)),
    ...memberships(input, entity),
  ];
}

/** The same, and for an organisation what its people have in common. */
export function conditionOptions(input: CheckInput, entity: Entity): ConditionOption[] {
  return entity === "person" ? plainOptions(input, entity) : [...ofPeople, ...plainOptions(input, entity)];
}

/** What a name can mean that is not in the list: an attribute or an event that has yet to arrive. */
export function madeOptions(
  input: CheckInput,
  entity: Entity,
  typed: string,
): ConditionOption<PlainCondition>[] {
  const key = toAttributeKey(typed);
  const isKnown = entities.some((side) => attributeOptions(input, side).some((one) => one.key === key));
  const section = "Not seen yet";
  const attribute =
    key !== null && KEY_PATTERN.test(key) && !isKnown
      ? [
          {
            ...attributeOption(input, entity, "self", key),
            id: "new attribute",
            note: "Attribute",
            section,
            also: typed,
          },
        ]
      : [];
  const isEvent = input.eventsSeen?.includes(typed) ?? false;
  const event =
    isEvent || typed.length > filterLimits.event
      ? []
      : [{ ...eventOption(typed), id: "new event", note: "Event", section }];
  return [...attribute, ...event];
}

const ofPeople: readonly ConditionOption[] = (
  [
    ["any", "Any of its people…"],
    ["all", "All of its people…"],
  ] as const
).map(([quantifier, label]) => ({
  id: `people ${quantifier}`,
  label,
  section: "Its people",
  make: () => ({
    kind: "people",
    quantifier,
    all: [{ kind: "attribute", of: "self", attribute: "email", is: { op: "has_any_value" } }],
  }),
}));

function attributes(
  input: CheckInput,
  entity: Entity,
  of: AttributeCondition["of"],
): ConditionOption<PlainCondition>[] {
  return attributeOptions(input, entity).map((option) => ({
    ...option,
    ...attributeOption(input, entity, of, option.key),
  }));
}

function attributeOption(input: CheckInput, entity: Entity, of: AttributeCondition["of"], key: string) {
  return {
    id: `attribute ${of} ${key}`,
    label: key,
    make: (): PlainCondition => ({
      kind: "attribute",
      of,
      attribute: key,
      is: firstComparison(typeOfAttribute(input, entity, key)),
    }),
  };
}

function eventOption(event: string): ConditionOption<PlainCondition> {
  return {
    id: `event ${event}`,
    label: event,
    note: "Event",
    section: "Events",
    make: () => ({ kind: "event", event, count: { op: ">=", times: 1 }, where: [] }),
  };
}

function memberships(input: CheckInput, entity: Entity): ConditionOption<PlainCondition>[] {
  return input.programmes
    .filter(({ target, status }) => target === entity && status !== "archived")
    .map(({ kind, slug, name }) => ({
      id: `membership ${kind} ${slug}`,
      label: name,
      also: slug,
      note: kind,
      section: heading(programmeNames[kind].plural),
      make: () => ({ kind: "membership", of: kind, slug, is: "in" }),
    }));
}

function heading(plural: string): string {
  return plural.charAt(0).toUpperCase() + plural.slice(1);
}
