import { writeOf } from "@/lib/actions/kinds";
import type { AttributeWrite } from "@/lib/actions/kinds/entry";
import { activityAttributes, canonicalKey, isOwnName } from "@/lib/attribute-names";
import { catalogued, knownAttribute, valueType } from "@/lib/programmes/checks/known-attributes";
import type { AttributeType, Check, CheckInput } from "@/lib/programmes/checks/surroundings";
import { actionsOf } from "@/lib/programmes/flow";
import type { Problem } from "@/lib/programmes/schema";

/** An update writes an attribute that is ours to write, with a value of its type. */
export const updates: Check = (input) =>
  actionsOf(input.definition).flatMap(({ action, path }) => {
    const write = writeOf(action);
    return write && write.attribute !== ""
      ? [...ownership(input, write, path), ...type(input, write, path)]
      : [];
  });

function ownership(input: CheckInput, write: AttributeWrite, path: string): Problem[] {
  const at = `${path}.attribute`;
  const known = knownAttribute(input, input.definition.target, write.attribute);
  const own = Object.values(activityAttributes({ kind: input.definition.kind, slug: input.ownSlug }));
  if (
    known?.from === "activity" ||
    known?.from === "built_in" ||
    own.includes(canonicalKey(write.attribute)) ||
    isOwnName(write.attribute)
  ) {
    const message = `${write.attribute} is kept by Trig itself and cannot be set.`;
    return [{ check: "A01", severity: "error", path: at, message, fix: "Choose another name." }];
  }
  const entry = catalogued(input, input.definition.target, write.attribute);
  if (!entry || entry.owner === "trig") return [];
  const owner = entry.owner === "crm" ? "the CRM" : "a source";
  if (write.overwriteOwned) {
    const message = `${write.attribute} is also set by ${owner}, whose next value replaces this one.`;
    return [{ check: "A01", severity: "warning", path: at, message }];
  }
  const message = `${write.attribute} is set by ${owner}, which may overwrite what this action writes.`;
  return [
    {
      check: "A01",
      severity: "error",
      path: at,
      message,
      fix: 'Use a name of your own, or confirm with "overwriteOwned": true.',
    },
  ];
}

function type(input: CheckInput, write: AttributeWrite, path: string): Problem[] {
  const known = knownAttribute(input, input.definition.target, write.attribute);
  const { value } = write;
  if (value.kind !== "attribute") {
    const written = valueType(value);
    if (!clash(known?.type ?? null, written)) return [];
    const message = `${write.attribute} is of type ${known?.type}; this would write a value of type ${written}.`;
    return [{ check: "A03", severity: "error", path: `${path}.value`, message }];
  }
  if (value.attribute === "") return [];
  const source = knownAttribute(input, input.definition.target, value.attribute);
  const at = `${path}.value.attribute`;
  if (!source) {
    const message = `${value.attribute} has not been seen yet, so there may be nothing to copy.`;
    return [{ check: "A03", severity: "warning", path: at, message }];
  }
  if (!clash(known?.type ?? null, source.type)) return [];
  const message = `${value.attribute} is of type ${source.type} and ${write.attribute} of type ${known?.type}.`;
  return [{ check: "A03", severity: "error", path: at, message }];
}

function clash(a: AttributeType | null, b: AttributeType | null): boolean {
  return a !== null && b !== null && a !== b;
}
