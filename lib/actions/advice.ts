import { actionEntry } from "./kinds";
import type { Advice } from "./kinds/entry";
import type { Action, Moment } from "./schema";
import { parseTemplate } from "./template";

/** Everything that can be said about an action from its own words alone; checks that need data are made elsewhere. */
export function advise(action: Action, moment: Moment): Advice[] {
  return [
    ...adviseMoment(action, moment),
    ...adviseTemplates(action),
    ...actionEntry(action).advise(action, moment),
  ];
}

/** The fields of an action that may hold placeholders. */
export function templatesOf(action: Action): { field: string; text: string }[] {
  return actionEntry(action).templates(action);
}

function adviseMoment(action: Action, moment: Moment): Advice[] {
  const { moments, noun } = actionEntry(action);
  if (moments.includes(moment)) return [];
  const message = `A ${noun} cannot stand at ${moment}: a ${noun} belongs between entry and the end.`;
  return [{ check: "M11", severity: "error", field: "kind", message, fix: "Move it to the steps." }];
}

function adviseTemplates(action: Action): Advice[] {
  return templatesOf(action).flatMap(({ field, text }) =>
    parseTemplate(text).problems.map(
      (problem): Advice => ({ check: "M09", severity: "error", field, ...problem }),
    ),
  );
}
