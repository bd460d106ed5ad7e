import "server-only";
import { isMessage } from "@/lib/actions/is-message";
import type { Action } from "@/lib/actions/schema";
import { evaluate } from "@/lib/audiences/evaluate";
import { loadFacts } from "@/lib/audiences/load-facts";
import type { Facts, Filter } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import type { Contact } from "@/lib/deliveries/ledger/plan-deliveries";
import type { Pair } from "@/lib/enrolments/look-request";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import { loadPeopleOf } from "@/lib/profiles/load-people-of";
import type { Customer, Entity } from "@/lib/profiles/schema";
import { filtersOf } from "@/lib/programmes/filters-of";
import { messagesOf } from "@/lib/programmes/flow";
import type { Definition } from "@/lib/programmes/schema";
import { readZone } from "@/lib/zones";

type Chooser = (customer: Customer, action: Action) => readonly Contact[];

/**
 * Whom a message goes to. One about a person writes to that person. One about an organisation writes to the one marked as primary contact, else to
 * the most recently active person with an email; or to everyone; or to the people who match a filter.
 */
export async function loadContacts(
  ctx: Context,
  entity: Entity,
  pairs: readonly Pair[],
  { zone, types }: { zone: string; types?: AttributeTypes },
): Promise<Chooser> {
  if (entity === "person") return (customer) => [contactOf(customer)];
  const filters = recipientFilters(pairs);
  const writes = pairs.some(({ programme }) => [...programme.definitions.values()].some(hasMessages));
  if (!writes) return () => [];

  const organisations = [...new Set(pairs.map(({ customer }) => customer.id))];
  const peopleOf = await loadPeopleOf(ctx, organisations);
  const everyone = [...peopleOf.values()].flat();
  const facts =
    filters.length > 0
      ? await loadFacts(
          ctx,
          "person",
          everyone,
          filters.map((filter) => ({ filter })),
          types,
        )
      : new Map<string, Facts>();
  return (customer, action) => {
    if (!isMessage(action)) return [];
    const reachable = (peopleOf.get(customer.id) ?? []).filter(({ email }) => email !== null);
    const rule = action.recipients;
    if (rule.to === "everyone") return reachable.map(contactOf);
    if (rule.to === "people") {
      const matching = reachable.filter((person) => {
        const known = facts.get(person.id);
        return known !== undefined && evaluate(rule.matching, known, { now: ctx.now, zone }).verdict;
      });
      return matching.map(contactOf);
    }
    const primary = reachable.find(({ primaryContact }) => primaryContact) ?? reachable[0];
    return primary ? [contactOf(primary)] : [];
  };
}

type Reachable = Pick<Customer, "id" | "email" | "suppressed" | "attributes">;

function contactOf({ id, email, suppressed, attributes }: Reachable): Contact {
  return { personId: id, email, suppressed, timezone: readZone(attributes.timezone) };
}

function hasMessages(definition: Definition): boolean {
  return messagesOf(definition).length > 0;
}

function recipientFilters(pairs: readonly Pair[]): Filter[] {
  const definitions = new Set(pairs.flatMap(({ programme }) => [...programme.definitions.values()]));
  return [...definitions]
    .flatMap(filtersOf)
    .flatMap(({ role, filter }) => (role === "recipients" ? [filter] : []));
}
