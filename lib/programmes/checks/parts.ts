import type { Action, Moment } from "@/lib/actions/schema";
import type { Condition, Entity, Filter } from "@/lib/audiences/schema";
import type { Definition, Step } from "@/lib/programmes/schema";

export interface PlacedAction {
  action: Action;
  moment: Moment;
  path: string;
}

/** Every action of a definition with its moment and place. */
export function actionsOf(definition: Definition): PlacedAction[] {
  const inSteps = definition.steps.flatMap((step, index) =>
    step.kind === "wait" ? [] : [{ action: step, moment: "step" as const, path: `steps[${index}]` }],
  );
  const lane = (moment: "entry" | "completion" | "exit") =>
    definition[moment].map((action, index) => ({ action, moment, path: `${moment}[${index}]` }));
  return [...lane("entry"), ...inSteps, ...lane("completion"), ...lane("exit")];
}

/** Everything with an id: the actions and the waits between them. */
export function placedIds(definition: Definition): { id: string; kind: Step["kind"]; path: string }[] {
  const waits = definition.steps.flatMap((step, index) =>
    step.kind === "wait" ? [{ step, path: `steps[${index}]` }] : [],
  );
  return [
    ...actionsOf(definition).map(({ action, path }) => ({ id: action.id, kind: action.kind, path })),
    ...waits.map(({ step, path }) => ({ id: step.id, kind: step.kind, path })),
  ];
}

export type FilterRole = "audience" | "exclusion" | "goal" | "when" | "recipients";

export interface PlacedCondition {
  condition: Exclude<Condition, { kind: "people" }>;
  /** Whose attributes and events it speaks of. */
  entity: Entity;
  path: string;
  role: FilterRole;
}

/** Every filter of a definition with its place and whom it is asked about. Exclusions are not a filter; each of them keeps out by itself. */
export function filtersOf(
  definition: Definition,
): { filter: Filter; entity: Entity; path: string; role: FilterRole }[] {
  const { target } = definition;
  const ofActions = actionsOf(definition).flatMap(({ action, path }) => [
    ...(action.when
      ? [{ filter: action.when, entity: target, path: `${path}.when`, role: "when" as const }]
      : []),
    ...("recipients" in action && action.recipients.to === "people"
      ? [
          {
            filter: action.recipients.matching,
            entity: "person" as const,
            path: `${path}.recipients.matching`,
            role: "recipients" as const,
          },
        ]
      : []),
  ]);
  return [
    { filter: definition.audience, entity: target, path: "audience", role: "audience" },
    { filter: definition.goal.filter, entity: target, path: "goal.filter", role: "goal" },
    ...ofActions,
  ];
}

/** Every condition of a definition, those about an organisation's people included. */
export function conditionsOf(definition: Definition): PlacedCondition[] {
  const inFilters = filtersOf(definition).flatMap(({ filter, entity, path, role }) =>
    filter.any.flatMap((group, g) =>
      group.all.flatMap((condition, c) => place(condition, entity, `${path}.any[${g}].all[${c}]`, role)),
    ),
  );
  const exclusions = definition.exclusions.flatMap((condition, index) =>
    place(condition, definition.target, `exclusions[${index}]`, "exclusion"),
  );
  return [...inFilters, ...exclusions];
}

function place(condition: Condition, entity: Entity, path: string, role: FilterRole): PlacedCondition[] {
  if (condition.kind !== "people") return [{ condition, entity: otherSide(condition) ?? entity, path, role }];
  return condition.all.map((inner, index) => ({
    condition: inner,
    entity: otherSide(inner) ?? ("person" as const),
    path: `${path}.all[${index}]`,
    role,
  }));
}

function otherSide(condition: Condition): Entity | null {
  return condition.kind === "attribute" && condition.of === "organisation" ? "organisation" : null;
}
