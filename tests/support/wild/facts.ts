import fc from "fast-check";
import type { Facts } from "@/lib/audiences/schema";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import { attributeTypes, customer, type WildCustomer } from "./arbitraries";
import { perPlace } from "./place";

/** What a wild customer looks like to the rules. */
export function toFacts(
  { attributes, events, passes }: WildCustomer,
  around: Pick<Facts, "entity" | "organisation" | "people"> & { types?: AttributeTypes } = {
    entity: "person",
    organisation: null,
    people: [],
  },
): Facts {
  return {
    ...around,
    attributes,
    events: events.map((event) => ({ id: null, ...event })),
    memberships: passes
      .filter(({ statuses }) => statuses.length > 0)
      .map(({ kind, slug, statuses }) => ({
        kind,
        slug,
        open: statuses.includes("open"),
        everCompleted: statuses.includes("completed"),
        everExited: statuses.includes("exited"),
      })),
  };
}

/** A person with or without an organisation, or an organisation with a few people. */
export const facts = perPlace((here): fc.Arbitrary<Facts> => {
  return fc
    .tuple(
      customer(here),
      fc.option(customer(here)),
      fc.array(customer(here), { maxLength: 3 }),
      fc.constantFrom("person", "organisation"),
      attributeTypes,
    )
    .map(([own, company, members, entity, types]) =>
      entity === "person"
        ? toFacts(own, {
            entity,
            types,
            organisation: company && { attributes: company.attributes },
            people: [],
          })
        : toFacts(own, {
            entity,
            types,
            organisation: null,
            people: members.map((member) => toFacts(member)),
          }),
    );
});
