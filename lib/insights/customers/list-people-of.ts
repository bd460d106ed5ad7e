import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { memberships } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type CustomerRef, customerOf, customersById } from "@/lib/insights/customers/customers";

export interface OrganisationPersonRow extends CustomerRef {
  primaryContact: boolean;
  since: Date;
}

/** The people of an organisation, page by page, in the order of their ids: of thousands, no order needs all of them. */
export async function listPeopleOf(
  ctx: Context,
  organisationId: string,
  afterId: string | null,
  size = 50,
): Promise<{ rows: OrganisationPersonRow[]; next: string | null }> {
  const found = await ctx.db
    .select({
      customerId: memberships.personId,
      primaryContact: memberships.primaryContact,
      since: memberships.since,
    })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, ctx.workspaceId),
        eq(memberships.organisationId, organisationId),
        afterId === null ? undefined : gt(memberships.personId, afterId),
      ),
    )
    .orderBy(asc(memberships.personId))
    .limit(size + 1);
  const page = found.slice(0, size).map((row) => ({ ...row, entity: "person" as const }));
  const customers = await customersById(ctx, page);
  return {
    rows: page.map(({ primaryContact, since, ...row }) => ({
      ...customerOf(customers, row),
      primaryContact,
      since,
    })),
    next: found.length > size ? (page.at(-1)?.customerId ?? null) : null,
  };
}
