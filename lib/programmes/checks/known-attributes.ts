import type { AttributeValue } from "@/lib/actions/schema";
import { activityAttributes, canonicalKey } from "@/lib/attribute-names";
import type { Entity } from "@/lib/audiences/schema";
import { countedType, wellKnownType } from "@/lib/profiles/attribute-types";
import { canonicalValue, typeOf } from "@/lib/profiles/values";
import { actionsOf } from "@/lib/programmes/checks/parts";
import type { AttributeType, CatalogueEntry, CheckInput } from "@/lib/programmes/checks/surroundings";

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
  const activity = activityType(input, key);
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
  const key = canonicalKey(written);
  const ofSide = input.catalogue.filter((entry) => entry.entity === entity);
  return (
    ofSide.find((entry) => entry.key === key) ??
    ofSide.find((entry) => entry.aliases.includes(written)) ??
    null
  );
}

/** Every name an author could have meant, for "did you mean". */
export function knownNames(input: CheckInput): string[] {
  const written = writesOf(input).map(({ key }) => key);
  return [
    ...new Set([
      ...input.catalogue.map(({ key }) => key),
      ...identityKeys.person,
      ...identityKeys.organisation,
      ...written,
    ]),
  ];
}

export interface AttributeWrite {
  entity: Entity;
  key: string;
  value: AttributeValue;
  /** Null: this definition itself. */
  by: string | null;
}

/** What the update actions of this definition and of every programme that is not archived set. */
export function writesOf(input: CheckInput): AttributeWrite[] {
  const others = input.programmes.filter(({ status }) => status !== "archived");
  const all = [{ slug: null, definition: input.definition }, ...others];
  return all.flatMap(({ slug, definition }) => {
    if (!definition) return [];
    return actionsOf(definition).flatMap(({ action }) =>
      action.kind === "update"
        ? [{ entity: definition.target, key: canonicalKey(action.attribute), value: action.value, by: slug }]
        : [],
    );
  });
}

/** The type a value will have once it is written; null when it is another attribute's, or none. */
export function valueType(value: AttributeValue): AttributeType | null {
  if (value.kind === "now") return "date";
  if (value.kind === "increase") return "number";
  return value.kind === "literal" ? typeOf(canonicalValue(value.value)) : null;
}

function activityType(input: CheckInput, key: string): AttributeType | null {
  if (key === "last_entry_to_job") return "date";
  const all = [{ kind: input.definition.kind, slug: input.ownSlug }, ...input.programmes];
  for (const programme of all) {
    const names = activityAttributes(programme);
    if (key === names.currentlyMember) return "boolean";
    if (key === names.lastEntry || key === names.lastExit || key === names.lastCompletion) return "date";
  }
  return null;
}
