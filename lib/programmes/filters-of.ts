import type { Asks } from "@/lib/audiences/conditions/entry";
import { asks } from "@/lib/audiences/conditions/kinds";
import type { Condition, Filter } from "@/lib/audiences/schema";
import type { Entity } from "@/lib/profiles/schema";
import { itemsOf } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import { stepEntry } from "@/lib/programmes/steps";

/** What a filter of a definition decides. Each exclusion is a filter of its own, as each keeps a customer out. */
export type FilterRole = "audience" | "exclusion" | "goal" | "when" | "recipients" | "arm";

export interface PlacedFilter {
  filter: Filter;
  /** Whom it is asked about. */
  entity: Entity;
  path: string;
  role: FilterRole;
}

export interface PlacedCondition {
  /** What it asks after. One about an organisation's people is taken apart into those that each of them is asked. */
  asks: Omit<Asks, "ofPeople">;
  /** Whose attributes and events it speaks of. */
  entity: Entity;
  path: string;
  role: FilterRole;
}

/** Every filter of a definition with its place and role; who wants some of them chooses by role. */
export function filtersOf(definition: Definition): PlacedFilter[] {
  const { target: entity, audience, exclusions, goal } = definition;
  const carried = itemsOf(definition).flatMap(({ item, path }) =>
    stepEntry(item)
      .filters(item)
      .map(
        ({ filter, about, field, role }): PlacedFilter => ({
          filter,
          entity: about === "people" ? "person" : entity,
          path: `${path}.${field}`,
          role,
        }),
      ),
  );
  return [
    { filter: audience, entity, path: "audience", role: "audience" },
    { filter: goal.filter, entity, path: "goal.filter", role: "goal" },
    ...exclusions.map((condition, index): PlacedFilter => {
      const filter = { any: [{ all: [condition] }] };
      return { filter, entity, path: `exclusions[${index}]`, role: "exclusion" };
    }),
    ...carried,
  ];
}

/** Every condition of a definition, those about an organisation's people included. */
export function conditionsOf(definition: Definition): PlacedCondition[] {
  return filtersOf(definition).flatMap(({ filter, entity, path, role }) =>
    filter.any.flatMap((group, g) =>
      group.all.flatMap((condition, c) => {
        const at = role === "exclusion" ? path : `${path}.any[${g}].all[${c}]`;
        return place(condition, entity, at, role);
      }),
    ),
  );
}

function place(condition: Condition, entity: Entity, path: string, role: FilterRole): PlacedCondition[] {
  const { ofPeople, ...asked } = asks(condition);
  if (ofPeople) return ofPeople.flatMap((one, index) => place(one, "person", `${path}.all[${index}]`, role));
  const isOfOrganisation = asked.attribute?.of === "organisation";
  return [{ asks: asked, entity: isOfOrganisation ? "organisation" : entity, path, role }];
}
