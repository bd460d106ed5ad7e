import { writeOf } from "@/lib/actions/kinds";
import type { AttributeValue } from "@/lib/actions/schema";
import { activityAttributes, canonicalKey, mayHaveOldKey, toAttributeKey } from "@/lib/attribute-names";
import { countedType, wellKnownType } from "@/lib/profiles/attributes/attribute-types";
import { canonicalValue, typeOf } from "@/lib/profiles/attributes/values";
import type { Entity } from "@/lib/profiles/schema";
import type { AttributeType, CatalogueEntry, CheckInput } from "@/lib/programmes/checks/surroundings";
import { actionsOf } from "@/lib/programmes/flow";

/** An attribute that exists or will: of what type, and who sets it. */
export interface KnownAttribute {
  /** Null when only time will tell. */
  type: AttributeType | null;
  from: CatalogueEntry["kind"] | "built_in";
  owner: CatalogueEntry["owner"];
}

const identityKeys: Record<Entity, readonly string[]> = {
  person: ["email", "user_id"],
  organisation: ["group_id", "domain", "name", "organization_name"],
};

/** What is known of an attribute: from the catalogue, as a built-in, as the trace of a programme, or because an action will make it. */
export function knownAttribute(input: CheckInput, entity: Entity, written: string): KnownAttribute | null {
  const key = canonicalKey(written);
  const counted = countedType(key);
  if (counted) return { type: counted, from: "built_in", owner: "trig" };
  const activity = indexOf(input).activity.get(key);
  if (activity) return { type: activity, from: "activity", owner: "trig" };
  const entry = catalogued(input, entity, written);
  if (entry) return { type: entry.type, from: entry.kind, owner: entry.owner };
  if (identityKeys[entity].includes(key))
    return { type: wellKnownType(key), from: "built_in", owner: "source" };
  const write = writesOf(input).find((one) => one.entity === entity && one.key === key);
  return write
    ? { type: wellKnownType(key) ?? valueType(write.value), from: "trig_set", owner: "trig" }
    : null;
}

/** The catalogue's entry of an attribute, under its key or an alias. */
export function catalogued(input: CheckInput, entity: Entity, written: string): CatalogueEntry | null {
  const { byKey, byAlias } = indexOf(input);
  return byKey.get(`${entity} ${canonicalKey(written)}`) ?? byAlias.get(`${entity} ${written}`) ?? null;
}

/** Every name an author could have meant, for "did you mean". */
export function knownNames(input: CheckInput): readonly string[] {
  return indexOf(input).names;
}

/** The key under which this workspace keeps what would be called so today, where it is another; null where there is no such thing. */
export function oldKeyOf(input: CheckInput, entity: Entity, key: string): string | null {
  const { byKey, byOldName } = indexOf(input);
  return byKey.has(`${entity} ${key}`) ? null : (byOldName.get(`${entity} ${key}`) ?? null);
}

interface Index {
  byOldName: ReadonlyMap<string, string>;
  byKey: ReadonlyMap<string, CatalogueEntry>;
  byAlias: ReadonlyMap<string, CatalogueEntry>;
  names: readonly string[];
  writes: readonly AttributeWrite[];
  activity: ReadonlyMap<string, AttributeType>;
}

/** Each check asks for many names: the catalogue and the other programmes are gone through once. */
const indexes = new WeakMap<CheckInput, Index>();

function indexOf(input: CheckInput): Index {
  const index = indexes.get(input) ?? makeIndex(input);
  indexes.set(input, index);
  return index;
}

function makeIndex(input: CheckInput): Index {
  const byKey = new Map<string, CatalogueEntry>();
  const byAlias = new Map<string, CatalogueEntry>();
  const byOldName = new Map<string, string>();
  for (const entry of input.catalogue) {
    byKey.set(`${entry.entity} ${entry.key}`, entry);
    for (const alias of entry.aliases) {
      const place = `${entry.entity} ${alias}`;
      if (!byAlias.has(place)) byAlias.set(place, entry);
      const key = mayHaveOldKey(alias) ? toAttributeKey(alias) : entry.key;
      if (key !== null && key !== entry.key) byOldName.set(`${entry.entity} ${key}`, entry.key);
    }
  }
  const writes = listWrites(input);
  const named = [
    ...input.catalogue.map(({ key }) => key),
    ...identityKeys.person,
    ...identityKeys.organisation,
  ];
  const names = [...new Set([...named, ...writes.map(({ key }) => key)])];
  return { byKey, byAlias, byOldName, names, writes, activity: activityTypes(input) };
}

export interface AttributeWrite {
  entity: Entity;
  key: string;
  value: AttributeValue;
  /** Null: this definition itself. */
  by: string | null;
}

/** What the update actions of this definition and of every programme that is not archived set. */
export function writesOf(input: CheckInput): readonly AttributeWrite[] {
  return indexOf(input).writes;
}

function listWrites(input: CheckInput): AttributeWrite[] {
  const others = input.programmes.filter(({ status }) => status !== "archived");
  const all = [{ slug: null, definition: input.definition }, ...others];
  return all.flatMap(({ slug, definition }) => {
    if (!definition) return [];
    return actionsOf(definition).flatMap(({ action }) => {
      const write = writeOf(action);
      if (!write) return [];
      return [
        { entity: definition.target, key: canonicalKey(write.attribute), value: write.value, by: slug },
      ];
    });
  });
}

/** The type a value will have once it is written; null when it is another attribute's, or none. */
export function valueType(value: AttributeValue): AttributeType | null {
  if (value.kind === "now") return "date";
  if (value.kind === "increase") return "number";
  return value.kind === "literal" ? typeOf(canonicalValue(value.value)) : null;
}

function activityTypes(input: CheckInput): Map<string, AttributeType> {
  const types = new Map<string, AttributeType>([["last_entry_to_job", "date"]]);
  for (const programme of [{ kind: input.definition.kind, slug: input.ownSlug }, ...input.programmes]) {
    const { currentlyMember, ...moments } = activityAttributes(programme);
    types.set(currentlyMember, "boolean");
    for (const key of Object.values(moments)) types.set(key, "date");
  }
  return types;
}
