import type { Option } from "@/components/editor/panel/fields/match-options";
import { activityAttributes, isOwnName } from "@/lib/attribute-names";
import { typeNames } from "@/lib/profiles/attributes/type-words";
import type { Entity } from "@/lib/profiles/schema";
import { knownAttribute, writesOf } from "@/lib/programmes/checks/known-attributes";
import type { AttributeType, CheckInput } from "@/lib/programmes/checks/surroundings";

/** An attribute that can be asked about, written or put into a text. */
export interface AttributeOption extends Option {
  key: string;
  entity: Entity;
  type: AttributeType | null;
}

const identity: Readonly<Record<Entity, readonly string[]>> = {
  person: ["email", "user_id"],
  organisation: ["name"],
};
const headings: Readonly<Record<Entity, string>> = {
  person: "Of the person",
  organisation: "Of the organisation",
};
const SIGNUP_DATES = ["signup_date", "signed_up_at", "created_at"];

const known = new WeakMap<CheckInput, Map<Entity, AttributeOption[]>>();

/** Every attribute of a side that exists, is counted, or is written by some programme, by name. */
export function attributeOptions(input: CheckInput, entity: Entity): AttributeOption[] {
  const lists = known.get(input) ?? new Map<Entity, AttributeOption[]>();
  known.set(input, lists);
  const list = lists.get(entity) ?? listOptions(input, entity);
  lists.set(entity, list);
  return list;
}

/** The type of an attribute, as far as it is known; null when only time will tell. */
export function typeOfAttribute(input: CheckInput, entity: Entity, key: string): AttributeType | null {
  return knownAttribute(input, entity, key)?.type ?? null;
}

function listOptions(input: CheckInput, entity: Entity): AttributeOption[] {
  const catalogued = input.catalogue.filter((entry) => entry.entity === entity);
  const written = writesOf(input).filter((write) => write.entity === entity && write.key !== "");
  const stored = [
    ...catalogued.map(({ key }) => key),
    ...identity[entity],
    ...written.map(({ key }) => key),
    ...activityKeys(input, entity),
  ];
  const dates = stored.filter((key) => typeOfAttribute(input, entity, key) === "date");
  const aliases = new Map(catalogued.map(({ key, aliases: all }) => [key, all.join(" ")]));
  const keys = [...new Set([...stored, ...countedKeys(dates)])].sort();
  const [own, others] = [keys.filter(isOwnName), keys.filter((key) => !isOwnName(key))];
  return [...others, ...own].map((key) => {
    const type = typeOfAttribute(input, entity, key);
    return {
      id: `${entity} ${key}`,
      label: key,
      key,
      entity,
      type,
      section: isOwnName(key) ? `${headings[entity]}, noted by Trig` : headings[entity],
      ...(type ? { note: typeNames[type] } : {}),
      ...(aliases.get(key) ? { also: aliases.get(key) } : {}),
    };
  });
}

/** What Trig notes of a customer about each programme of the workspace. */
function activityKeys(input: CheckInput, entity: Entity): string[] {
  const own = { kind: input.definition.kind, slug: input.ownSlug, target: input.definition.target };
  return [own, ...input.programmes]
    .filter(({ target }) => target === entity)
    .flatMap((programme) => Object.values(activityAttributes(programme)));
}

/** Whole days since each date. */
function countedKeys(dates: readonly string[]): string[] {
  const since = dates
    .filter((key) => /_(?:at|date)$/.test(key))
    .map((key) => `days_since_${key.replace(/_(?:at|date)$/, "")}`);
  return dates.some((key) => SIGNUP_DATES.includes(key)) ? ["days_since_signup", ...since] : since;
}
