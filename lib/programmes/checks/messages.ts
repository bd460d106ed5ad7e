import { advise, templatesOf } from "@/lib/actions/advice";
import type { Action } from "@/lib/actions/schema";
import { parseTemplate } from "@/lib/actions/template";
import { knownAttribute, knownNames } from "@/lib/programmes/checks/known-attributes";
import { suggest } from "@/lib/programmes/checks/suggest";
import type { Check, CheckInput } from "@/lib/programmes/checks/surroundings";
import { actionsOf } from "@/lib/programmes/flow";
import type { Problem } from "@/lib/programmes/schema";

const always = ["sender_name", "job_name"];

/** What can be said about an action's own words, and whether its placeholders name anything. */
export const messages: Check = (input) =>
  actionsOf(input.definition).flatMap(({ action, moment, path }) => [
    ...advise(action, moment).map(
      ({ field, ...advice }): Problem => ({ ...advice, path: `${path}.${field}` }),
    ),
    ...placeholders(input, action, path),
  ]);

function placeholders(input: CheckInput, action: Action, path: string): Problem[] {
  return templatesOf(action).flatMap(({ field, text }) =>
    parseTemplate(text).placeholders.flatMap((written): Problem[] => {
      if (always.includes(written.toLowerCase())) return [];
      if (knownAttribute(input, "person", written) ?? knownAttribute(input, "organisation", written))
        return [];
      const meant = suggest(input, written, [...knownNames(input), ...always]);
      const message = `{${written}} names an attribute that has not been seen yet: it would come out empty.`;
      const fix = meant ? `Did you mean {${meant}}?` : `Give it a fallback: {${written} | default: "..."}.`;
      return [{ check: "M01", severity: "warning", path: `${path}.${field}`, message, fix }];
    }),
  );
}
