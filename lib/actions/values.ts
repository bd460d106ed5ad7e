import { canonicalKey } from "@/lib/attribute-names";
import type { Attributes } from "@/lib/audiences/schema";
import type { TypesOfEntity } from "@/lib/profiles/attributes/attribute-types";
import { readAttribute, storedValue, typedValue } from "@/lib/profiles/attributes/built-ins";
import { canonicalValue } from "@/lib/profiles/attributes/values";
import type { UpdateAction } from "./schema";

export type NewValue = { value: unknown } | { reason: "type_mismatch" };

/** What an update sets its attribute to, seen from the customer's values now, through the types of their attributes. Counting starts at 0; what is not a number is not counted up. */
export function newValue(
  action: Pick<UpdateAction, "attribute" | "value">,
  attributes: Attributes,
  now: Date,
  types?: TypesOfEntity,
): NewValue {
  const spec = action.value;
  switch (spec.kind) {
    case "literal":
      return { value: canonicalValue(spec.value, canonicalKey(action.attribute)) ?? null };
    case "now":
      return { value: now.toISOString() };
    case "attribute":
      return { value: readAttribute(attributes, spec.attribute, now, types) ?? null };
    case "empty":
      return { value: null };
    case "increase": {
      if (storedValue(attributes, action.attribute) === null) return { value: spec.by };
      const current = typedValue(attributes, action.attribute, types);
      if (typeof current !== "number") return { reason: "type_mismatch" };
      return { value: current + spec.by };
    }
  }
}
