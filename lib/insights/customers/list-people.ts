import "server-only";
import { and, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { identities, people } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type Cursor, type Page, toPage } from "@/lib/insights/cursor";
import { customersById } from "@/lib/insights/customers/customers";
import { prefixPattern } from "@/lib/insights/prefix-pattern";
import { personName } from "@/lib/words/customer-name";

export interface PersonRow {
  id: string;
  name: string;
  email: string | null;
  userId: string | null;
  organisation: { id: string; name: string } | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
  suppressedAt: Date | null;
}

const MATCHES_LOOKED_AT = 200;

/** The people of a workspace, the latest seen first; a search keeps those whose name, email or user ID begins with its words. */
export async function listPeople(
  ctx: Context,
  search: string,
  after: Cursor | null,
  size = 50,
): Promise<Page<PersonRow>> {
  const wanted = search.trim();
  const ids = wanted ? await matching(ctx, wanted) : null;
  if (ids?.length === 0) return { rows: [], next: null };
  const rows = await ctx.db
    .select({
      id: people.id,
      email: people.email,
      userId: people.userId,
      attributes: people.attributes,
      primaryOrganisationId: people.primaryOrganisationId,
      firstSeenAt: people.firstSeenAt,
      lastSeenAt: people.lastSeenAt,
      suppressedAt: people.suppressedAt,
    })
    .from(people)
    .where(
      and(
        eq(people.workspaceId, ctx.workspaceId),
        isNull(people.mergedInto),
        ids ? inArray(people.id, ids) : undefined,
        after
          ? sql`(${people.lastSeenAt}, ${people.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(people.lastSeenAt), desc(people.id))
    .limit(size + 1);
  const named = await withOrganisations(ctx, rows);
  return toPage(named, size, (row) => ({ at: row.lastSeenAt, id: row.id }));
}

/** Each way of being found reads its own index; a search as wide as one letter looks at the first matches of each only. */
async function matching(ctx: Context, search: string): Promise<string[]> {
  const like = prefixPattern(search);
  const byName = (expression: SQL) =>
    ctx.db
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.workspaceId, ctx.workspaceId), sql`${expression} like ${like}`))
      .limit(MATCHES_LOOKED_AT);
  const found = await Promise.all([
    byName(
      sql`left(lower(coalesce(${people.attributes}->>'name', (${people.attributes}->>'first_name') || ' ' || (${people.attributes}->>'last_name'), ${people.attributes}->>'first_name')), 200)`,
    ),
    byName(sql`${people.attributes} ? 'last_name' and left(lower(${people.attributes}->>'last_name'), 200)`),
    ctx.db
      .select({ id: people.id })
      .from(people)
      .where(
        and(
          eq(people.workspaceId, ctx.workspaceId),
          isNull(people.mergedInto),
          isNotNull(people.email),
          sql`${people.email} like ${like}`,
        ),
      )
      .limit(MATCHES_LOOKED_AT),
    ctx.db
      .select({ id: identities.personId })
      .from(identities)
      .where(
        and(
          eq(identities.workspaceId, ctx.workspaceId),
          sql`lower(${identities.value}) like ${like}`,
          or(eq(identities.kind, "user_id"), and(eq(identities.kind, "email"), nobodyHasItNow(ctx))),
        ),
      )
      .limit(MATCHES_LOOKED_AT),
  ]);
  return [...new Set(found.flat().map((row) => row.id))];
}

/** A former address leads to whoever had it last only where nobody has it now. */
function nobodyHasItNow(ctx: Context): SQL {
  return sql`not exists (select from people h where h.workspace_id = ${ctx.workspaceId} and h.email = ${identities.value}
    and h.merged_into is null)`;
}

type Found = Omit<PersonRow, "name" | "organisation"> & {
  attributes: Record<string, unknown>;
  primaryOrganisationId: string | null;
};

async function withOrganisations(ctx: Context, rows: Found[]): Promise<PersonRow[]> {
  const organisations = await customersById(
    ctx,
    rows.flatMap((row) =>
      row.primaryOrganisationId
        ? [{ entity: "organisation" as const, customerId: row.primaryOrganisationId }]
        : [],
    ),
  );
  return rows.map(({ attributes, primaryOrganisationId, ...row }) => {
    const organisation = primaryOrganisationId ? organisations.get(primaryOrganisationId) : undefined;
    return {
      ...row,
      name: personName({ ...row, attributes }),
      organisation: organisation ? { id: organisation.id, name: organisation.name } : null,
    };
  });
}
