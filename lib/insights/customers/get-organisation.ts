import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { memberships, organisations } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import {
  type AttributeRow,
  attributeRows,
  type PassRow,
  passRows,
} from "@/lib/insights/customers/customer-details";
import { listPeopleOf, type OrganisationPersonRow } from "@/lib/insights/customers/list-people-of";
import { organisationName } from "@/lib/words/customer-name";

export interface Organisation {
  id: string;
  name: string;
  groupId: string;
  domain: string | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
  peopleCount: number;
  /** The first of its people. */
  people: OrganisationPersonRow[];
  attributes: AttributeRow[];
  passes: PassRow[];
}

const PEOPLE_SHOWN = 25;

/** An organisation with its people and everything known of it but the timeline. */
export async function getOrganisation(ctx: Context, id: string): Promise<Organisation> {
  const [row] = await ctx.db
    .select()
    .from(organisations)
    .where(and(eq(organisations.workspaceId, ctx.workspaceId), eq(organisations.id, id)));
  if (!row) throw new AppError("not_found", "There is no such organisation.");
  const ofThis = and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.organisationId, id));
  const [shown, [total], attributes, passes] = await Promise.all([
    listPeopleOf(ctx, id, null, PEOPLE_SHOWN),
    ctx.db.select({ people: sql<number>`count(*)` }).from(memberships).where(ofThis),
    attributeRows(ctx, "organisation", row),
    passRows(ctx, id),
  ]);
  return {
    id: row.id,
    name: organisationName(row),
    groupId: row.groupId,
    domain: row.domain,
    firstSeenAt: row.firstSeenAt,
    lastSeenAt: row.lastSeenAt,
    peopleCount: total?.people ?? 0,
    people: shown.rows,
    attributes,
    passes,
  };
}
