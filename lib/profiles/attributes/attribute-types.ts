import { canonicalKey } from "@/lib/attribute-names";
import { daysSinceKeys, isDaysInStage } from "@/lib/profiles/attributes/counted-names";
import { fits } from "@/lib/profiles/attributes/lens";
import { textNames, typeOf, type ValueType } from "@/lib/profiles/attributes/values";
import type { Entity } from "@/lib/profiles/schema";

/** The types of one side's attributes by their keys, as the catalogue holds them. */
export type TypesOfEntity = ReadonlyMap<string, ValueType>;
export type AttributeTypes = Readonly<Record<Entity, TypesOfEntity>>;

/** Where nothing is catalogued. */
export const NO_TYPES: AttributeTypes = { person: new Map(), organisation: new Map() };

const wellKnown: ReadonlyMap<string, ValueType> = new Map([
  ...[...textNames].map((key) => [key, "text"] as const),
  ["created_at", "date"],
  ["signed_up_at", "date"],
]);

/**
 * The type through which every reader sees an attribute: counted values are numbers, then what the catalogue holds, then what everybody
 * means by a well-known name. Null: nothing is known of it, and each value has the type that it came with.
 */
export function typeFor(types: TypesOfEntity | undefined, key: string): ValueType | null {
  const canonical = canonicalKey(key);
  return countedType(canonical) ?? types?.get(canonical) ?? wellKnownType(canonical);
}

/** What everybody means by a well-known name, before a value is seen; null for other names. */
export function wellKnownType(key: string): ValueType | null {
  return wellKnown.get(canonicalKey(key)) ?? null;
}

/** The type that values which Trig counts have; null for attributes that are stored. */
export function countedType(key: string): ValueType | null {
  return isDaysInStage(key) || daysSinceKeys(key) ? "number" : null;
}

/** The type an attribute gets with its first value: that of its well-known name, else the date that its ending promises if the value is one, else the value's own. */
export function firstType(key: string, value: unknown): ValueType | null {
  const known = countedType(key) ?? wellKnownType(key);
  if (known !== null) return known;
  return /_(?:at|date)$/.test(key) && fits(value, "date") ? "date" : typeOf(value);
}

/** Whether an attribute keeps its type: what Trig counts, or notes of programmes itself. */
export function isTypeFixed(key: string, kind: string | undefined): boolean {
  return kind === "activity" || countedType(key) !== null;
}
