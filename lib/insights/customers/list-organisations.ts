import "server-only";
import { and, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { memberships, organisations } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type Cursor, type Page, toPage } from "@/lib/insights/cursor";
import { prefixPattern } from "@/lib/insights/prefix-pattern";
import { organisationName } from "@/lib/words/customer-name";

export interface OrganisationRow {
  id: string;
  name: string;
  groupId: string;
  domain: string | null;
  people: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
}

const MATCHES_LOOKED_AT = 200;

/** The organisations of a workspace, the latest seen first; a search keeps those whose name or group ID begins with its words. */
export async function listOrganisations(
  ctx: Context,
  search: string,
  after: Cursor | null,
  size = 50,
): Promise<Page<OrganisationRow>> {
  const wanted = search.trim();
  const ids = wanted ? await matching(ctx, wanted) : null;
  if (ids?.length === 0) return { rows: [], next: null };
  const rows = await ctx.db
    .select({
      id: organisations.id,
      groupId: organisations.groupId,
      domain: organisations.domain,
      attributes: organisations.attributes,
      firstSeenAt: organisations.firstSeenAt,
      lastSeenAt: organisations.lastSeenAt,
    })
    .from(organisations)
    .where(
      and(
        eq(organisations.workspaceId, ctx.workspaceId),
        isNull(organisations.mergedInto),
        ids ? inArray(organisations.id, ids) : undefined,
        after
          ? sql`(${organisations.lastSeenAt}, ${organisations.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(organisations.lastSeenAt), desc(organisations.id))
    .limit(size + 1);
  const sizes = await peopleIn(
    ctx,
    rows.map((row) => row.id),
  );
  const named = rows.map(({ attributes, ...row }) => ({
    ...row,
    name: organisationName({ ...row, attributes }),
    people: sizes.get(row.id) ?? 0,
  }));
  return toPage(named, size, (row) => ({ at: row.lastSeenAt, id: row.id }));
}

async function matching(ctx: Context, search: string): Promise<string[]> {
  const like = prefixPattern(search);
  const by = (condition: SQL) =>
    ctx.db
      .select({ id: organisations.id })
      .from(organisations)
      .where(and(eq(organisations.workspaceId, ctx.workspaceId), condition))
      .limit(MATCHES_LOOKED_AT);
  const found = await Promise.all([
    by(
      sql`left(lower(coalesce(${organisations.attributes}->>'organization_name', ${organisations.attributes}->>'name')), 200) like ${like}`,
    ),
    by(eq(organisations.groupId, search)),
  ]);
  return [...new Set(found.flat().map((row) => row.id))];
}

async function peopleIn(ctx: Context, organisationIds: string[]): Promise<Map<string, number>> {
  if (organisationIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: memberships.organisationId, people: sql<number>`count(*)` })
    .from(memberships)
    .where(
      and(eq(memberships.workspaceId, ctx.workspaceId), inArray(memberships.organisationId, organisationIds)),
    )
    .groupBy(memberships.organisationId);
  return new Map(rows.map((row) => [row.id, row.people]));
}
