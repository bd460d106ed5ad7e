import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { newPlace } from "@/lib/ids";
import { applyAddress } from "@/lib/pipeline/news/apply-address";
import { applyTraits } from "@/lib/pipeline/news/apply-traits";
import { roomToJoin } from "@/lib/pipeline/news/room-to-join";
import type { NewsEvent, Trait } from "@/lib/pipeline/schema";
import type { Resolution } from "@/lib/profiles/identity/resolve-identities";
import { type Customer, PRIMARY_ORGANISATION } from "@/lib/profiles/schema";

/** What a batch of events did to customers. */
export interface Applied {
  /** Customer id -> names of the events that now count for them. */
  eventNames: Map<string, Set<string>>;
  /** Person id -> the events of this batch. */
  news: Map<string, { eventIds: Set<string>; latestAt: Date }>;
  /** Customers with at least one event that was not imported. */
  live: Set<string>;
  /** People whose primary organisation, and organisations whose people, changed. */
  regrouped: { people: Set<string>; organisations: Set<string> };
}

export interface Batch {
  events: readonly NewsEvent[];
  resolution: Resolution;
  people: ReadonlyMap<string, Customer>;
  organisations: ReadonlyMap<string, Customer>;
  /** Group ID -> organisation id. */
  organisationIds: ReadonlyMap<string, string>;
  /** Event id -> what it says of its customer. */
  traits: ReadonlyMap<string, readonly Trait[]>;
}

interface Occurrence {
  event: string;
  person: string;
  organisation: string | null;
  name: string;
  at: Date;
  imported: boolean;
}

const SEEN_STEP_MS = 60_000;

/** Applies events in order: traits to customers, memberships, and whom each event counts for. Customers are changed in memory only. */
export async function applyEvents(ctx: Context, batch: Batch): Promise<Applied> {
  const applied: Applied = {
    eventNames: new Map(),
    news: new Map(),
    live: new Set(),
    regrouped: { people: new Set(), organisations: new Set() },
  };
  const occurrences: Occurrence[] = [];
  const visits: object[] = [];
  const memberships = new Map<string, { person: string; organisation: string; since: Date }>();
  const room = await roomToJoin(ctx, batch);
  for (const event of batch.events) {
    const personId = batch.resolution.personOf.get(event.id) ?? null;
    const person = personId === null ? null : (batch.people.get(personId) ?? null);
    const groupId = event.groupId === null ? null : (batch.organisationIds.get(event.groupId) ?? null);
    const organisation = groupId === null ? null : (batch.organisations.get(groupId) ?? null);
    if (event.type === "group" && organisation) {
      applyTraits(organisation, event, batch.traits.get(event.id) ?? []);
      seenAt(organisation, event);
    }
    if (groupId && !event.imported) applied.live.add(groupId);
    if (!person) {
      if (event.anonymousId)
        visits.push({ event: event.id, visitor: event.anonymousId, at: event.occurredAt });
      continue;
    }
    noteNews(applied, person, event);
    if (event.type === "identify") applyTraits(person, event, batch.traits.get(event.id) ?? []);
    if (!batch.resolution.byFormerAddress.has(event.id)) applyAddress(person, event);
    takeNames(person, event);
    if (event.type === "group" && groupId && room.has(person.id, groupId, event)) {
      const membership = `${person.id} ${groupId}`;
      const since = earlier(memberships.get(membership)?.since, event.occurredAt);
      memberships.set(membership, { person: person.id, organisation: groupId, since });
      joinOrganisation(person, groupId, event, applied);
    }
    if (event.name !== null) {
      const countsFor = groupId ?? person.primaryOrganisationId;
      occurrences.push({
        event: event.id,
        person: person.id,
        organisation: countsFor,
        name: event.name,
        at: event.occurredAt,
        imported: event.imported,
      });
      noteName(applied, person.id, event.name);
      if (countsFor && !event.imported) applied.live.add(countsFor);
      if (countsFor) noteName(applied, countsFor, event.name);
    }
  }
  await writeOccurrences(ctx, occurrences);
  await writeVisits(ctx, visits);
  await writeMemberships(ctx, [...memberships.values()]);
  await room.noteLeftOut();
  return applied;
}

function takeNames(person: Customer, event: NewsEvent): void {
  if (event.userId && person.userId === null) {
    person.userId = event.userId;
    person.touched = true;
  }
  seenAt(person, event);
}

function seenAt(customer: Customer, event: NewsEvent): void {
  if (event.occurredAt.getTime() < customer.lastSeenAt.getTime() + SEEN_STEP_MS) return;
  customer.lastSeenAt = event.occurredAt;
  customer.seen = true;
}

function joinOrganisation(
  person: Customer,
  organisationId: string,
  event: NewsEvent,
  applied: Applied,
): void {
  applied.regrouped.organisations.add(organisationId);
  if ((person.times[PRIMARY_ORGANISATION] ?? Number.NEGATIVE_INFINITY) > event.occurredAt.getTime()) return;
  person.times[PRIMARY_ORGANISATION] = event.occurredAt.getTime();
  person.touched = true;
  if (person.primaryOrganisationId === organisationId) return;
  person.primaryOrganisationId = organisationId;
  applied.regrouped.people.add(person.id);
}

function earlier(one: Date | undefined, other: Date): Date {
  return one && one.getTime() <= other.getTime() ? one : other;
}

function noteNews(applied: Applied, person: Customer, event: NewsEvent): void {
  if (!event.imported) applied.live.add(person.id);
  const news = applied.news.get(person.id) ?? { eventIds: new Set<string>(), latestAt: event.occurredAt };
  news.eventIds.add(event.id);
  if (event.occurredAt.getTime() > news.latestAt.getTime()) news.latestAt = event.occurredAt;
  applied.news.set(person.id, news);
}

function noteName(applied: Applied, customerId: string, name: string): void {
  const names = applied.eventNames.get(customerId) ?? new Set<string>();
  applied.eventNames.set(customerId, names.add(name));
}

async function writeOccurrences(ctx: Context, rows: readonly Occurrence[]): Promise<void> {
  if (rows.length === 0) return;
  const place = newPlace();
  const list = (pick: (row: Occurrence) => string | null) => sql.param(rows.map(pick));
  await ctx.db.execute(sql`
    insert into occurrences (event_id, workspace_id, person_id, organisation_id, name, occurred_at, applied)
    select event, ${ctx.workspaceId}, person, organisation, name, at, applied
    from unnest(
      ${list((row) => row.event)}::text[], ${list((row) => row.person)}::text[], ${list((row) => row.organisation)}::text[],
      ${list((row) => row.name)}::text[], ${list((row) => row.at.toISOString())}::timestamptz[],
      ${list((row) => (row.imported ? null : place))}::text[]
    ) as r(event, person, organisation, name, at, applied)
    on conflict do nothing`);
}

async function writeVisits(ctx: Context, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await ctx.db.execute(sql`
    insert into visitor_events (event_id, workspace_id, anonymous_id, occurred_at)
    select r.event, ${ctx.workspaceId}, r.visitor, r.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(event text, visitor text, at timestamptz)
    on conflict do nothing`);
}

async function writeMemberships(ctx: Context, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await ctx.db.execute(sql`
    insert into memberships (workspace_id, person_id, organisation_id, since)
    select ${ctx.workspaceId}, r.person, r.organisation, r.since
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(person text, organisation text, since timestamptz)
    order by r.person, r.organisation
    on conflict (workspace_id, person_id, organisation_id) do update set since = excluded.since
      where excluded.since < memberships.since`);
}
