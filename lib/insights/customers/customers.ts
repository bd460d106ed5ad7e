import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { organisations, people } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Entity } from "@/lib/profiles/schema";
import { organisationName, personName, personShortName } from "@/lib/words/customer-name";

/** A customer as a list shows them. */
export interface CustomerRef {
  entity: Entity;
  id: string;
  name: string;
  /** For use inside a sentence. */
  shortName: string;
  email: string | null;
}

/** Names for a page of rows, read at once. */
export async function customersById(
  ctx: Context,
  wanted: readonly { entity: Entity; customerId: string }[],
): Promise<Map<string, CustomerRef>> {
  const ids = (entity: Entity) => [
    ...new Set(wanted.filter((row) => row.entity === entity).map((row) => row.customerId)),
  ];
  const found = await Promise.all([
    readPeople(ctx, ids("person")),
    readOrganisations(ctx, ids("organisation")),
  ]);
  return new Map(found.flat().map((customer) => [customer.id, customer]));
}

/** The customer of a row; one that cannot be found is still shown, by its id. */
export function customerOf(
  customers: ReadonlyMap<string, CustomerRef>,
  row: { entity: Entity; customerId: string },
): CustomerRef {
  const { entity, customerId: id } = row;
  return customers.get(id) ?? { entity, id, name: id, shortName: id, email: null };
}

async function readPeople(ctx: Context, ids: string[]): Promise<CustomerRef[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({ id: people.id, email: people.email, userId: people.userId, attributes: people.attributes })
    .from(people)
    .where(and(eq(people.workspaceId, ctx.workspaceId), inArray(people.id, ids)));
  return rows.map((row) => ({
    entity: "person",
    id: row.id,
    name: personName(row),
    shortName: personShortName(row),
    email: row.email,
  }));
}

async function readOrganisations(ctx: Context, ids: string[]): Promise<CustomerRef[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({
      id: organisations.id,
      groupId: organisations.groupId,
      domain: organisations.domain,
      attributes: organisations.attributes,
    })
    .from(organisations)
    .where(and(eq(organisations.workspaceId, ctx.workspaceId), inArray(organisations.id, ids)));
  return rows.map((row) => {
    const name = organisationName(row);
    return { entity: "organisation", id: row.id, name, shortName: name, email: null };
  });
}
