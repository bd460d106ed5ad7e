import { templatesOf } from "@/lib/actions/advice";
import { writeOf } from "@/lib/actions/kinds";
import type { Action } from "@/lib/actions/schema";
import { parseTemplate } from "@/lib/actions/template";
import { toAttributeKey } from "@/lib/attribute-names";
import { type Entity, entities } from "@/lib/profiles/schema";
import { oldKeyOf } from "@/lib/programmes/checks/known-attributes";
import type { Check, CheckInput } from "@/lib/programmes/checks/surroundings";
import { conditionsOf } from "@/lib/programmes/filters-of";
import { actionsOf } from "@/lib/programmes/flow";
import type { Problem } from "@/lib/programmes/schema";

/** An attribute that is kept under a key from when letters of other scripts were left out is found by that key alone. */
export const oldKeys: Check = (input) => [
  ...conditionsOf(input.definition).flatMap(({ asks: { attribute }, entity, path }) =>
    attribute ? told(input, attribute.attribute, [entity], `${path}.attribute`) : [],
  ),
  ...actionsOf(input.definition).flatMap(({ action, path }) => [
    ...written(input, action, path),
    ...templatesOf(action).flatMap(({ field, text }) =>
      parseTemplate(text).placeholders.flatMap((name) => told(input, name, entities, `${path}.${field}`)),
    ),
  ]),
];

function written(input: CheckInput, action: Action, path: string): Problem[] {
  const write = writeOf(action);
  return write ? told(input, write.attribute, [input.definition.target], `${path}.attribute`) : [];
}

function told(input: CheckInput, written: string, sides: readonly Entity[], path: string): Problem[] {
  const key = toAttributeKey(written);
  const old =
    key === null ? undefined : sides.map((side) => oldKeyOf(input, side, key)).find((one) => one !== null);
  if (!old) return [];
  const message = `${written} is kept as ${old} here, from when attributes could not be named in every script: by this name it is not found.`;
  return [{ check: "name", severity: "error", path, message, fix: `Write ${old}.` }];
}
