import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { identities, memberships, people } from "@/db/schema";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import {
  type AttributeRow,
  attributeRows,
  type PassRow,
  passRows,
} from "@/lib/insights/customers/customer-details";
import { customerOf, customersById } from "@/lib/insights/customers/customers";
import { personName } from "@/lib/words/customer-name";

export interface Person {
  id: string;
  name: string;
  email: string | null;
  userId: string | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
  suppressedAt: Date | null;
  /** This person turned out to be another one. */
  mergedInto: { id: string; name: string } | null;
  identities: { kind: "user_id" | "anonymous_id" | "email"; value: string }[];
  organisations: { id: string; name: string; primary: boolean; since: Date }[];
  attributes: AttributeRow[];
  passes: PassRow[];
}

/** A person with everything known of them but the timeline. */
export async function getPerson(ctx: Context, id: string): Promise<Person> {
  const [row] = await ctx.db
    .select()
    .from(people)
    .where(and(eq(people.workspaceId, ctx.workspaceId), eq(people.id, id)));
  if (!row) throw new AppError("not_found", "There is no such person.");
  const [names, belongs, attributes, passes, merged] = await Promise.all([
    ctx.db
      .select({ kind: identities.kind, value: identities.value })
      .from(identities)
      .where(and(eq(identities.workspaceId, ctx.workspaceId), eq(identities.personId, id)))
      .orderBy(asc(identities.kind), asc(identities.createdAt))
      .limit(50),
    organisationsOf(ctx, id, row.primaryOrganisationId),
    attributeRows(ctx, "person", row),
    passRows(ctx, id),
    row.mergedInto ? customersById(ctx, [{ entity: "person", customerId: row.mergedInto }]) : null,
  ]);
  const other =
    merged && row.mergedInto ? customerOf(merged, { entity: "person", customerId: row.mergedInto }) : null;
  return {
    id: row.id,
    name: personName(row),
    email: row.email,
    userId: row.userId,
    firstSeenAt: row.firstSeenAt,
    lastSeenAt: row.lastSeenAt,
    suppressedAt: row.suppressedAt,
    mergedInto: other ? { id: other.id, name: other.name } : null,
    identities: namesOf(row.email, names),
    organisations: belongs,
    attributes,
    passes,
  };
}

/** The present address first; those had formerly, or only called by, behind it. */
function namesOf(email: string | null, names: Person["identities"]): Person["identities"] {
  const others = names.filter(({ kind, value }) => kind !== "email" || value !== email);
  return email === null ? others : [{ kind: "email", value: email }, ...others];
}

async function organisationsOf(ctx: Context, personId: string, primaryId: string | null) {
  const rows = await ctx.db
    .select({ customerId: memberships.organisationId, since: memberships.since })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.personId, personId)))
    .orderBy(asc(memberships.since))
    .limit(50);
  const named = rows.map((row) => ({ ...row, entity: "organisation" as const }));
  const organisations = await customersById(ctx, named);
  return named
    .map((row) => ({
      id: row.customerId,
      name: customerOf(organisations, row).name,
      primary: row.customerId === primaryId,
      since: row.since,
    }))
    .sort((a, b) => Number(b.primary) - Number(a.primary));
}
