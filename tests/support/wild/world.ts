import fc from "fast-check";
import {
  attributes,
  enrolments,
  events,
  memberships,
  occurrences,
  organisations,
  people,
  programmes,
} from "@/db/schema";
import type { Facts, Filter } from "@/lib/audiences/schema";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { AttributeTypes } from "@/lib/profiles/attributes/attribute-types";
import { type Entity, entities } from "@/lib/profiles/schema";
import { attributeTypes, customer, type WildCustomer } from "./arbitraries";
import { toFacts } from "./facts";
import { filter } from "./filters";
import { type Place, place } from "./place";

/** Some organisations, some people in them, and the filters asked of both. */
export interface World {
  here: Place;
  types: AttributeTypes;
  organisations: WildCustomer[];
  /** `of`: the organisations a person belongs to, by index; the first is the primary one. */
  people: (WildCustomer & { of: number[] })[];
  filters: Filter[];
}

const world: fc.Arbitrary<World> = place.chain((here) =>
  fc.record({
    here: fc.constant(here),
    types: attributeTypes,
    organisations: fc.array(customer(here), { minLength: 6, maxLength: 6 }),
    people: fc.array(
      fc
        .tuple(customer(here), fc.shuffledSubarray([0, 1, 2, 3, 4], { maxLength: 2 }))
        .map(([one, of]) => ({ ...one, of })),
      { minLength: 20, maxLength: 20 },
    ),
    filters: fc.array(filter(here), { minLength: 20, maxLength: 20 }),
  }),
);

/** The world that a number stands for: a failing case is named by its number, and the failure shows only the customer that went wrong. */
export function worldOf(seed: number): World {
  const [drawn] = fc.sample(fc.noBias(world), { seed, numRuns: 1 });
  if (!drawn) throw new Error("A world was not drawn.");
  return drawn;
}

/** A customer as it was stored: its row, and everything that is known of it. */
export interface Stored {
  id: string;
  attributes: Record<string, unknown>;
  primaryOrganisationId: string | null;
  facts: Facts;
}

/** Writes a world into a workspace of the database, and says what the rules should see of each customer. */
export async function storeWorld(
  ctx: Context,
  world: World,
): Promise<{ people: Stored[]; organisations: Stored[] }> {
  const { workspaceId } = ctx;
  const seen = { workspaceId, firstSeenAt: ctx.now, lastSeenAt: ctx.now };
  const companies = world.organisations.map((wild) => ({ id: newId("org"), wild }));
  const persons = world.people.map((wild) => ({
    id: newId("per"),
    wild,
    in: wild.of.flatMap((at) => companies[at] ?? []),
  }));

  await ctx.db
    .insert(organisations)
    .values(
      companies.map(({ id, wild }) => ({ ...seen, id, groupId: id, attributes: { ...wild.attributes } })),
    );
  await storeTypes(ctx, world.types);
  await ctx.db.insert(people).values(
    persons.map(({ id, wild, in: of }) => ({
      ...seen,
      id,
      attributes: { ...wild.attributes },
      primaryOrganisationId: of[0]?.id ?? null,
    })),
  );
  const belongs = persons.flatMap(({ id, in: of }) =>
    of.map((company) => ({ workspaceId, personId: id, organisationId: company.id, since: ctx.now })),
  );
  if (belongs.length > 0) await ctx.db.insert(memberships).values(belongs);
  await storeEvents(ctx, [
    ...persons.map(({ id, wild }) => ({ personId: id, organisationId: null, wild })),
    ...companies.map(({ id, wild }) => ({ personId: "per_someone_else", organisationId: id, wild })),
  ]);
  await storePasses(ctx, [
    ...persons.map(({ id, wild }) => ({ entity: "person" as const, id, wild })),
    ...companies.map(({ id, wild }) => ({ entity: "organisation" as const, id, wild })),
  ]);

  return {
    people: persons.map(({ id, wild, in: [primary] }) => {
      const organisation = primary ? { attributes: primary.wild.attributes } : null;
      const facts = toFacts(wild, { entity: "person", types: world.types, organisation, people: [] });
      return { id, attributes: wild.attributes, primaryOrganisationId: primary?.id ?? null, facts };
    }),
    organisations: companies.map(({ id, wild }) => {
      const members = persons.filter((person) => person.in.some((company) => company.id === id));
      const facts = toFacts(wild, {
        entity: "organisation",
        types: world.types,
        organisation: null,
        people: members.map((member) => toFacts(member.wild)),
      });
      return { id, attributes: wild.attributes, primaryOrganisationId: null, facts };
    }),
  };
}

async function storeTypes(ctx: Context, types: AttributeTypes): Promise<void> {
  const rows = entities.flatMap((entity) =>
    [...types[entity]].map(([key, type]) => ({
      id: newId("att"),
      workspaceId: ctx.workspaceId,
      entity,
      key,
      type,
      kind: "ingested" as const,
      owner: "source" as const,
      source: "test",
      lastSeenAt: ctx.now,
    })),
  );
  if (rows.length > 0) await ctx.db.insert(attributes).values(rows);
}

async function storeEvents(
  ctx: Context,
  owners: { personId: string; organisationId: string | null; wild: WildCustomer }[],
): Promise<void> {
  const all = owners.flatMap(({ personId, organisationId, wild }) =>
    wild.events.map(({ name, at, properties }) => ({
      id: newId("evt"),
      personId,
      organisationId,
      name,
      at,
      properties,
    })),
  );
  if (all.length === 0) return;
  const { workspaceId } = ctx;
  await ctx.db.insert(events).values(
    all.map(({ id, name, at, properties }) => ({
      id,
      workspaceId,
      name,
      messageId: id,
      type: "track" as const,
      body: { ...properties },
      context: {},
      occurredAt: at,
      receivedAt: at,
      source: "test",
      trust: "server" as const,
    })),
  );
  await ctx.db.insert(occurrences).values(
    all.map(({ id, personId, organisationId, name, at }) => ({
      eventId: id,
      workspaceId,
      personId,
      organisationId,
      name,
      occurredAt: at,
    })),
  );
}

async function storePasses(
  ctx: Context,
  owners: { entity: Entity; id: string; wild: WildCustomer }[],
): Promise<void> {
  const { workspaceId, now } = ctx;
  const ids = new Map<string, string>();
  const rows = owners.flatMap(({ entity, id, wild }) =>
    wild.passes.flatMap(({ kind, slug, statuses }) => {
      const programmeId = ids.get(`${kind} ${slug}`) ?? newId("prg");
      ids.set(`${kind} ${slug}`, programmeId);
      return statuses.map((status, index) => ({
        id: newId("enr"),
        workspaceId,
        programmeId,
        version: 1,
        entity,
        customerId: id,
        pass: index + 1,
        status,
        stepSince: now,
        enteredAt: now,
        goalSince: now,
      }));
    }),
  );
  for (const [key, id] of ids) {
    const [kind, slug = ""] = key.split(" ");
    if (kind !== "job" && kind !== "stage" && kind !== "behaviour") continue;
    await ctx.db.insert(programmes).values({
      id,
      workspaceId,
      kind,
      slug,
      name: slug,
      target: "person",
      status: "live",
      draft: {},
      createdAt: now,
      updatedAt: now,
    });
  }
  if (rows.length > 0) await ctx.db.insert(enrolments).values(rows);
}
