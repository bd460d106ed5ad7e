import { canonicalKey } from "@/lib/attribute-names";
import type { Attributes } from "@/lib/audiences/schema";
import { readAttribute, storedValue } from "@/lib/profiles/built-ins";
import { canonicalValue } from "@/lib/profiles/values";
import type { UpdateAction } from "./schema";

export type NewValue = { value: unknown } | { reason: "type_mismatch" };

/** What an update sets its attribute to, seen from the customer's values now. Counting starts at 0; what is not a number is not counted up. */
export function newValue(
  action: Pick<UpdateAction, "attribute" | "value">,
  attributes: Attributes,
  now: Date,
): NewValue {
  const spec = action.value;
  switch (spec.kind) {
    case "literal":
      return { value: canonicalValue(spec.value, canonicalKey(action.attribute)) ?? null };
    case "now":
      return { value: now.toISOString() };
    case "attribute":
      return { value: readAttribute(attributes, spec.attribute, now) ?? null };
    case "empty":
      return { value: null };
    case "increase": {
      const current = storedValue(attributes, action.attribute) ?? 0;
      if (typeof current !== "number") return { reason: "type_mismatch" };
      return { value: current + spec.by };
    }
  }
}
