import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { organisations, people } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Customer, Entity } from "@/lib/profiles/schema";

/**
 * Locks customers' rows in id order, so that whoever decides for a customer sees everything decided before. Merged and unknown ones are
 * left out. Within one transaction lock people before organisations.
 */
export async function lockCustomers(
  ctx: Context,
  entity: Entity,
  ids: readonly string[],
): Promise<Customer[]> {
  if (ids.length === 0) return [];
  return entity === "person" ? lockPeople(ctx, ids) : lockOrganisations(ctx, ids);
}

async function lockPeople(ctx: Context, ids: readonly string[]): Promise<Customer[]> {
  const rows = await ctx.db
    .select()
    .from(people)
    .where(and(eq(people.workspaceId, ctx.workspaceId), isOneOf(people.id, ids), sql`merged_into is null`))
    .orderBy(people.id)
    .for("update");
  return rows.map((row) => ({
    ...held("person", row.id, row.attributes, row.attributeTimes, row.lastSeenAt),
    email: row.email,
    userId: row.userId,
    suppressed: row.suppressedAt !== null,
    primaryOrganisationId: row.primaryOrganisationId,
  }));
}

async function lockOrganisations(ctx: Context, ids: readonly string[]): Promise<Customer[]> {
  const rows = await ctx.db
    .select()
    .from(organisations)
    .where(
      and(
        eq(organisations.workspaceId, ctx.workspaceId),
        isOneOf(organisations.id, ids),
        sql`merged_into is null`,
      ),
    )
    .orderBy(organisations.id)
    .for("update");
  return rows.map((row) => held("organisation", row.id, row.attributes, row.attributeTimes, row.lastSeenAt));
}

// One list is one parameter, where each id of its own would be one.
function isOneOf(column: PgColumn, ids: readonly string[]): SQL {
  return sql`${column} = any(${sql.param([...ids])}::text[])`;
}

/** A customer as locked, nothing changed yet. */
export function held(
  entity: Entity,
  id: string,
  attributes: Record<string, unknown>,
  times: Record<string, number>,
  lastSeenAt: Date,
): Customer {
  return {
    entity,
    id,
    attributes: { ...attributes },
    before: attributes,
    looked: attributes,
    times: { ...times },
    email: null,
    userId: null,
    suppressed: false,
    primaryOrganisationId: null,
    lastSeenAt,
    changes: [],
    touched: false,
  };
}
