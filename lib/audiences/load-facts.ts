import "server-only";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { enrolments, memberships, organisations, people, programmes } from "@/db/schema";
import { asks } from "@/lib/audiences/conditions/kinds";
import { loadEvents, type WantedEvents } from "@/lib/audiences/load-events";
import { type ReadProgramme, reads } from "@/lib/audiences/reads";
import type { Attributes, Condition, Facts, Filter, MembershipFact } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import { loadTypes } from "@/lib/profiles/attributes/load-types";
import type { Entity } from "@/lib/profiles/schema";

/** A customer as the caller already holds it. */
export interface KnownCustomer {
  id: string;
  attributes: Attributes;
  /** Of a person: the organisation its organisation conditions speak of. */
  primaryOrganisationId?: string | null;
}

/** A filter that will be asked of the facts, and the moment up to which its events count; absent: now. */
export interface WantedFilter {
  filter: Filter;
  to?: Date | undefined;
  /**
   * How many of the customer's own events are read beyond the latest few that settle each condition: where some will be taken away from
   * them, or shown. Those of an organisation's people stay.
   */
  eventsBeyond?: number;
}

/** Loads for a batch of customers what some filters will ask of them and no more: a handful of queries however many customers there are. The types of attributes are loaded too, unless the caller has them. */
export async function loadFacts(
  ctx: Context,
  entity: Entity,
  customers: readonly KnownCustomer[],
  wanted: readonly WantedFilter[],
  known?: AttributeTypes,
): Promise<Map<string, Facts>> {
  const asked = wanted.flatMap(({ filter, to, eventsBeyond = 0 }) =>
    filter.any.flatMap(({ all }) => all.map((condition) => ({ condition, to, eventsBeyond }))),
  );
  const needed = reads(
    asked.map(({ condition }) => condition),
    entity,
  );
  const ids = [...new Set(customers.map(({ id }) => id))];
  if (ids.length === 0) return new Map();

  const types = known ?? (await loadTypes(ctx));
  const events = await loadEvents(ctx, entity, ids, asked.flatMap(wantedEvents));
  const standings = await loadStandings(ctx, entity, ids, needed.memberships);
  const companies =
    needed.organisationAttributes.length > 0
      ? await loadOrganisations(ctx, customers)
      : new Map<string, Attributes>();
  const peopleOf = needed.people
    ? await loadPeople(ctx, ids, nestedFilters(asked), types)
    : new Map<string, Facts[]>();

  return new Map(
    customers.map(({ id, attributes, primaryOrganisationId }) => {
      const company = companies.get(primaryOrganisationId ?? "");
      const facts: Facts = {
        entity,
        types,
        attributes,
        events: events.get(id) ?? [],
        memberships: standings.get(id) ?? [],
        organisation: company ? { attributes: company } : null,
        people: peopleOf.get(id) ?? [],
      };
      return [id, facts];
    }),
  );
}

interface Asked {
  condition: Condition;
  to: Date | undefined;
  eventsBeyond: number;
}

function wantedEvents({ condition, to, eventsBeyond }: Asked): WantedEvents[] {
  const { event } = asks(condition);
  if (!event) return [];
  const count = { ...event.count, times: event.count.times + eventsBeyond };
  return [{ condition: { ...event, count }, to }];
}

function nestedFilters(asked: readonly Asked[]): WantedFilter[] {
  return asked.flatMap(({ condition, to }) => {
    const { ofPeople } = asks(condition);
    return ofPeople ? [{ filter: { any: [{ all: [...ofPeople] }] }, to }] : [];
  });
}

async function loadStandings(
  ctx: Context,
  entity: Entity,
  ids: readonly string[],
  of: readonly ReadProgramme[],
): Promise<Map<string, MembershipFact[]>> {
  const found = new Map<string, MembershipFact[]>();
  if (of.length === 0) return found;
  const { customerId } = enrolments;
  const rows = await ctx.db
    .select({
      customerId,
      kind: programmes.kind,
      slug: programmes.slug,
      open: sql<boolean>`bool_or(${enrolments.status} = 'open')`,
      everCompleted: sql<boolean>`bool_or(${enrolments.status} = 'completed')`,
      everExited: sql<boolean>`bool_or(${enrolments.status} = 'exited' and coalesce(${enrolments.reason}, '') not in ('merged', 'archived'))`,
    })
    .from(enrolments)
    .innerJoin(programmes, eq(programmes.id, enrolments.programmeId))
    .where(
      and(
        eq(enrolments.workspaceId, ctx.workspaceId),
        eq(programmes.workspaceId, ctx.workspaceId),
        eq(enrolments.entity, entity),
        inArray(customerId, [...ids]),
        or(...of.map(({ kind, slug }) => and(eq(programmes.kind, kind), eq(programmes.slug, slug)))),
      ),
    )
    .groupBy(customerId, programmes.kind, programmes.slug);
  for (const { customerId: id, ...standing } of rows) found.set(id, [...(found.get(id) ?? []), standing]);
  return found;
}

async function loadOrganisations(
  ctx: Context,
  customers: readonly KnownCustomer[],
): Promise<Map<string, Attributes>> {
  const ids = [...new Set(customers.flatMap(({ primaryOrganisationId }) => primaryOrganisationId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: organisations.id, attributes: organisations.attributes })
    .from(organisations)
    .where(and(eq(organisations.workspaceId, ctx.workspaceId), inArray(organisations.id, ids)));
  return new Map(rows.map(({ id, attributes }) => [id, attributes]));
}

async function loadPeople(
  ctx: Context,
  organisationIds: readonly string[],
  wanted: readonly WantedFilter[],
  types: AttributeTypes,
): Promise<Map<string, Facts[]>> {
  const rows = await ctx.db
    .select({ organisationId: memberships.organisationId, id: people.id, attributes: people.attributes })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.mergedInto)))
    .where(
      and(
        eq(memberships.workspaceId, ctx.workspaceId),
        inArray(memberships.organisationId, [...organisationIds]),
      ),
    );
  const facts = await loadFacts(ctx, "person", rows, wanted, types);
  const found = new Map<string, Facts[]>();
  for (const { organisationId, id } of rows) {
    const one = facts.get(id);
    if (one) found.set(organisationId, [...(found.get(organisationId) ?? []), one]);
  }
  return found;
}
