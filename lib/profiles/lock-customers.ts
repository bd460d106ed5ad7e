import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { isLockTimeout } from "@/db/collision";
import { organisations } from "@/db/schema";
import type { Context } from "@/lib/context";
import { customerAsRead } from "@/lib/profiles/customer-as-read";
import type { Customer, Entity } from "@/lib/profiles/schema";

/** One or more of these customers are kept locked by somebody else for longer than anybody waits. */
export class LockedOut extends Error {
  constructor(
    readonly ids: readonly string[],
    cause: unknown,
  ) {
    super("Customers are kept locked by somebody else.", { cause });
  }
}

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
  try {
    return await (entity === "person" ? lockPeople(ctx, ids) : lockOrganisations(ctx, ids));
  } catch (error) {
    throw isLockTimeout(error) ? new LockedOut(ids, error) : error;
  }
}

type PersonRow = {
  id: string;
  user_id: string | null;
  email: string | null;
  email_since: string | null;
  attributes: Record<string, unknown>;
  attribute_times: Record<string, number>;
  primary_organisation_id: string | null;
  last_seen_at: string;
  suppressed: boolean;
};

// The one query that reads a row for every event: by hand, because mapping its columns took longer than reading them.
async function lockPeople(ctx: Context, ids: readonly string[]): Promise<Customer[]> {
  const { rows } = await ctx.db.execute<PersonRow>(sql`
    select id, user_id, email, email_since, attributes, attribute_times, primary_organisation_id, last_seen_at, suppressed_at is not null as suppressed
    from people
    where workspace_id = ${ctx.workspaceId} and id = any(${sql.param([...ids])}::text[]) and merged_into is null
    order by id for update`);
  return rows.map((row) => ({
    ...customerAsRead("person", row.id, row.attributes, row.attribute_times, new Date(row.last_seen_at)),
    email: row.email,
    emailSince: row.email_since === null ? null : new Date(row.email_since).getTime(),
    userId: row.user_id,
    suppressed: row.suppressed,
    primaryOrganisationId: row.primary_organisation_id,
  }));
}

async function lockOrganisations(ctx: Context, ids: readonly string[]): Promise<Customer[]> {
  const rows = await ctx.db
    .select()
    .from(organisations)
    .where(
      and(
        eq(organisations.workspaceId, ctx.workspaceId),
        // One list is one parameter, where each id of its own would be one.
        sql`${organisations.id} = any(${sql.param([...ids])}::text[])`,
        sql`merged_into is null`,
      ),
    )
    .orderBy(organisations.id)
    .for("update");
  return rows.map((row) =>
    customerAsRead("organisation", row.id, row.attributes, row.attributeTimes, row.lastSeenAt),
  );
}
