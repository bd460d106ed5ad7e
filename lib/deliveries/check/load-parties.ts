import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { enrolments, organisations, people } from "@/db/schema";
import type { Attributes } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import type { PassState } from "@/lib/deliveries/check/check-before-sending";
import type { DeliveryRow } from "@/lib/deliveries/ledger/claim";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import { loadTypes } from "@/lib/profiles/attributes/load-types";

export interface PartyPerson {
  id: string;
  email: string | null;
  userId: string | null;
  attributes: Attributes;
  primaryOrganisationId: string | null;
  suppressedAt: Date | null;
  mergedInto: string | null;
}

/** Whom a delivery is for and about, as they are now. */
export interface Parties {
  enrolment: PassState | null;
  person: PartyPerson | null;
  organisation: { attributes: Attributes } | null;
  /** Through which their attributes are read. */
  types: AttributeTypes;
}

/** A joined person may have been joined again; longer chains than this are not followed. */
const MAX_JOINS = 10;

/** The enrolments, people and organisations of these deliveries; for a person who was joined to another, that other one. */
export async function loadParties(
  ctx: Context,
  rows: readonly DeliveryRow[],
): Promise<(row: DeliveryRow) => Parties> {
  const found = await ctx.db
    .select({
      id: enrolments.id,
      status: enrolments.status,
      reason: enrolments.reason,
      goalMetAt: enrolments.goalMetAt,
    })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        inArray(
          enrolments.id,
          rows.map((row) => row.enrolmentId),
        ),
      ),
    );
  const byEnrolment = new Map(found.map((row) => [row.id, row]));
  const persons = await loadPeople(
    ctx,
    rows.flatMap((row) => personIdOf(row) ?? []),
  );
  const groups = await loadOrganisations(
    ctx,
    rows.flatMap((row) => organisationIdOf(row, persons) ?? []),
  );
  const types = await loadTypes(ctx);
  return (row) => ({
    types,
    enrolment: byEnrolment.get(row.enrolmentId) ?? null,
    person: survivor(personIdOf(row), persons),
    organisation: groups.get(organisationIdOf(row, persons) ?? "") ?? null,
  });
}

function personIdOf(row: DeliveryRow): string | null {
  return row.personId ?? (row.entity === "person" ? row.customerId : null);
}

/** The organisation that the enrolment is about, else the person's primary one. */
function organisationIdOf(row: DeliveryRow, persons: ReadonlyMap<string, PartyPerson>): string | null {
  if (row.entity === "organisation") return row.customerId;
  return survivor(personIdOf(row), persons)?.primaryOrganisationId ?? null;
}

function survivor(id: string | null, persons: ReadonlyMap<string, PartyPerson>): PartyPerson | null {
  let person = persons.get(id ?? "") ?? null;
  for (let i = 0; i < MAX_JOINS && person?.mergedInto; i++) person = persons.get(person.mergedInto) ?? null;
  return person;
}

async function loadPeople(ctx: Context, ids: readonly string[]): Promise<Map<string, PartyPerson>> {
  const known = new Map<string, PartyPerson>();
  let wanted = [...new Set(ids)];
  for (let i = 0; i <= MAX_JOINS && wanted.length > 0; i++) {
    const rows = await ctx.db
      .select({
        id: people.id,
        email: people.email,
        userId: people.userId,
        attributes: people.attributes,
        primaryOrganisationId: people.primaryOrganisationId,
        suppressedAt: people.suppressedAt,
        mergedInto: people.mergedInto,
      })
      .from(people)
      .where(and(eq(people.workspaceId, ctx.workspaceId), inArray(people.id, wanted)));
    for (const row of rows) known.set(row.id, row);
    wanted = rows.flatMap((row) => (row.mergedInto && !known.has(row.mergedInto) ? [row.mergedInto] : []));
  }
  return known;
}

async function loadOrganisations(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, { attributes: Attributes }>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: organisations.id, attributes: organisations.attributes })
    .from(organisations)
    .where(and(eq(organisations.workspaceId, ctx.workspaceId), inArray(organisations.id, [...new Set(ids)])));
  return new Map(rows.map((row) => [row.id, row]));
}
