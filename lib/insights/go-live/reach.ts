import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { organisations, people } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Reach } from "@/lib/insights/go-live/schema";
import type { Entity } from "@/lib/profiles/schema";

/** How many customers match, how many of them can be written to, and what keeps the others. */
export async function readReach(
  ctx: Context,
  entity: Entity,
  where: SQL | undefined,
): Promise<Reach & { matching: number }> {
  const { hasAddress, mayBeWrittenTo } = reachable[entity];
  const [row] = await ctx.db
    .select({
      matching: sql<number>`count(*)`,
      withoutAddress: sql<number>`count(*) filter (where not ${hasAddress})`,
      suppressed: sql<number>`count(*) filter (where ${hasAddress} and not ${mayBeWrittenTo})`,
    })
    .from(entity === "person" ? people : organisations)
    .where(where);
  const [matching, withoutAddress, suppressed] = [row?.matching, row?.withoutAddress, row?.suppressed].map(
    (count) => Number(count ?? 0),
  );
  const unreachable = [
    { why: words[entity].withoutAddress, customers: withoutAddress ?? 0 },
    { why: words[entity].suppressed, customers: suppressed ?? 0 },
  ].filter(({ customers }) => customers > 0);
  const lost = unreachable.reduce((sum, { customers }) => sum + customers, 0);
  return { matching: matching ?? 0, reachable: (matching ?? 0) - lost, unreachable };
}

const member = (
  more: SQL,
) => sql`exists (select 1 from memberships m join people p on p.workspace_id = m.workspace_id and p.id = m.person_id and p.merged_into is null
  where m.workspace_id = ${organisations.workspaceId} and m.organisation_id = ${organisations.id} and p.email is not null ${more})`;

/** What it takes to write to a customer: an address, and nothing that forbids using it. */
export const reachable: { readonly [E in Entity]: { hasAddress: SQL; mayBeWrittenTo: SQL } } = {
  person: {
    hasAddress: sql`(${people.email} is not null)`,
    mayBeWrittenTo: sql`(${people.email} is not null and ${people.suppressedAt} is null)`,
  },
  organisation: {
    hasAddress: member(sql``),
    mayBeWrittenTo: member(sql`and p.suppressed_at is null`),
  },
};

const words: { readonly [E in Entity]: { withoutAddress: string; suppressed: string } } = {
  person: { withoutAddress: "without an email address", suppressed: "opted out, or their address bounced" },
  organisation: {
    withoutAddress: "with nobody who has an email address",
    suppressed: "whose people all opted out, or bounced",
  },
};
