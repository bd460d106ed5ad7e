import { asks } from "@/lib/audiences/conditions/kinds";
import { type EvaluateOptions, lookAt, prepare } from "@/lib/audiences/look-at";
import type { Attributes, Filter } from "@/lib/audiences/schema";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import type { Entity } from "@/lib/profiles/schema";

/**
 * Whether a customer's own attributes alone keep a filter from ever matching: each group asks something of them that is not so and that
 * time will not make so. Then evaluate() says the same whatever happened to the customer, and never by time alone anything else.
 */
export function ruledOutBy(
  filter: Filter,
  { entity, attributes, types }: { entity: Entity; attributes: Attributes; types?: AttributeTypes },
  options: EvaluateOptions,
): boolean {
  const nothingElse = { events: [], memberships: [], organisation: null, people: [] };
  const { clock, subject } = prepare({ entity, attributes, types, ...nothingElse }, options);
  return filter.any.every(({ all }) =>
    all.some((condition) => {
      if (asks(condition).attribute?.of !== "self") return false;
      const { verdict, next } = lookAt(condition, subject, clock);
      return !verdict && next === null;
    }),
  );
}
