import { adviseMessage } from "./advise-message";
import { adviseNote } from "./advise-note";
import { availability } from "./availability";
import type { Action, Moment } from "./schema";
import { parseTemplate } from "./template";

/** One piece of advice about an action: which check, about which of its fields, and the way out where there is one. */
export interface Advice {
  check: string;
  severity: "error" | "warning" | "note";
  field: string;
  message: string;
  fix?: string;
}

/** Everything that can be said about an action from its own words alone; checks that need data are made elsewhere. */
export function advise(action: Action, moment: Moment): Advice[] {
  return [...adviseMoment(action, moment), ...adviseTemplates(action), ...adviseKind(action, moment)];
}

function adviseKind(action: Action, moment: Moment): Advice[] {
  switch (action.kind) {
    case "message":
    case "reminder":
      return adviseMessage(action, moment);
    case "notify":
      return adviseNote(action, moment);
    case "update":
      return adviseAttributeName(action.attribute);
  }
}

function adviseMoment(action: Action, moment: Moment): Advice[] {
  if (availability[action.kind].includes(moment)) return [];
  const message = `A ${action.kind} cannot stand at ${moment}: a reminder belongs between entry and the end.`;
  return [{ check: "M11", severity: "error", field: "kind", message, fix: "Move it to the steps." }];
}

/** The fields of an action that may hold placeholders. */
export function templatesOf(action: Action): { field: string; text: string }[] {
  switch (action.kind) {
    case "message":
    case "reminder":
      return [
        { field: "subject", text: action.subject },
        { field: "body", text: action.body },
      ];
    case "notify":
      return [{ field: "text", text: action.text }];
    case "update":
      return [];
  }
}

function adviseTemplates(action: Action): Advice[] {
  return templatesOf(action).flatMap(({ field, text }) =>
    parseTemplate(text).problems.map(
      (problem): Advice => ({ check: "M09", severity: "error", field, ...problem }),
    ),
  );
}

const VAGUE = /^(?:flag|field|value|attribute|attr|test|tmp|data|status|date|x|y)(?:_?\d+)?$/;

function adviseAttributeName(attribute: string): Advice[] {
  if (attribute.includes("_") && !VAGUE.test(attribute)) return [];
  const message = `“${attribute}” does not say what it records.`;
  const fix = "Name it like completed_onboarding_job or last_intervention_date.";
  return [{ check: "A02", severity: "warning", field: "attribute", message, fix }];
}
