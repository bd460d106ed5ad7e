import type { ActionEntry, Advice } from "@/lib/actions/kinds/entry";
import { whenOf } from "@/lib/actions/kinds/when-of";
import type { ActionOf } from "@/lib/actions/schema";

/** An attribute of the customer's record is set, with the decision itself. */
export const update: ActionEntry<"update"> = {
  noun: "attribute update",
  idName: "update",
  preposition: "of",
  label: "Update",
  participle: "set",
  happened: () => "The value was written",
  notYet: () => "The value is not written yet",
  didNot: () => "The value was not written",
  readIt: "How it was written",
  reaches: "record",
  channel: "record",
  moments: ["entry", "step", "completion", "exit"],
  title: () => "Then",
  summary: updateWords,
  summaryWhenDue: updateWords,
  wait: () => null,
  filters: whenOf,
  destination: (write) => ({ to: "customer_record", write }),
  templates: () => [],
  headline: updateWords,
  letter: () => null,
  advise: ({ attribute, value }) => [...adviseName(attribute), ...adviseValue(value)],
  create: (id) => ({
    kind: "update",
    id,
    attribute: "",
    value: { kind: "literal", value: true },
    overwriteOwned: false,
  }),
};

function updateWords({ attribute: key, value }: ActionOf<"update">): string {
  const attribute = key || "an attribute";
  switch (value.kind) {
    case "literal":
      return `Set ${attribute} to ${typeof value.value === "string" ? `“${value.value}”` : value.value}`;
    case "now":
      return `Set ${attribute} to the moment it runs`;
    case "attribute":
      return `Set ${attribute} to the value of ${value.attribute}`;
    case "increase":
      return value.by < 0 ? `Lower ${attribute} by ${-value.by}` : `Raise ${attribute} by ${value.by}`;
    case "empty":
      return `Clear ${attribute}`;
  }
}

const VAGUE = /^(?:flag|field|value|attribute|attr|test|tmp|data|status|date|x|y)(?:_?\d+)?$/;

function adviseValue(value: ActionOf<"update">["value"]): Advice[] {
  if (value.kind !== "attribute" || value.attribute !== "") return [];
  const message = "Choose the attribute whose value is taken.";
  return [{ check: "blank", severity: "error", field: "value.attribute", message }];
}

function adviseName(attribute: string): Advice[] {
  if (attribute === "")
    return [{ check: "blank", severity: "error", field: "attribute", message: "Name the attribute to set." }];
  if (attribute.includes("_") && !VAGUE.test(attribute)) return [];
  const message = `“${attribute}” does not say what it records.`;
  const fix = "Name it like completed_onboarding_job or last_intervention_date.";
  return [{ check: "A02", severity: "warning", field: "attribute", message, fix }];
}
