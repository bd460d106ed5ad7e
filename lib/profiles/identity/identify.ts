import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { bounds } from "@/lib/events/bounds";
import { newId, newPlace } from "@/lib/ids";
import { lockIdentities, lockIdentitiesShared } from "@/lib/locks";
import { announce } from "@/lib/outbox/announce";
import { ChangedMeanwhile } from "@/lib/profiles/changed-meanwhile";
import { loadKnown, loadNextHolders } from "@/lib/profiles/identity/load-known";
import {
  type Known,
  type NamedEvent,
  type Resolution,
  resolveIdentities,
} from "@/lib/profiles/identity/resolve-identities";

/** Whom a batch is about. */
export interface Identified extends Resolution {
  /** Id -> a person's present address as it was seen, where nobody was kept from changing it meanwhile. */
  seenAddresses: ReadonlyMap<string, string | null>;
}

/**
 * Finds out whom a batch of events is about and writes new people, names and former addresses. Batches about known people whose addresses
 * stay take no lock; one that makes or joins people, or moves an address, looks again under the workspace's identity lock, alone, and one
 * about visitors looks again under it together with others: what a visitor did is either kept before somebody learns who it was, or counts
 * for that person at once. Merges are returned, not done: they need both people locked.
 */
export async function identify(ctx: Context, events: readonly NamedEvent[]): Promise<Identified> {
  const first = await resolve(ctx, events);
  if (!changesNames(first)) {
    if (![...first.personOf.values()].includes(null)) return first;
    await lockIdentitiesShared(ctx);
    const second = await resolve(ctx, events);
    if (changesNames(second)) throw new ChangedMeanwhile();
    return second;
  }
  await lockIdentities(ctx);
  const resolution = await resolve(ctx, events);
  await writeBorn(ctx, resolution);
  await writeLinks(ctx, await withoutTooManyDevices(ctx, resolution));
  await writeFormerAddresses(ctx, resolution);
  return { ...resolution, seenAddresses: new Map() };
}

async function resolve(ctx: Context, events: readonly NamedEvent[]): Promise<Identified> {
  const makeId = () => newId("per");
  const addresses = new Set(events.flatMap(({ email }) => email ?? []));
  let known = await loadKnown(ctx, events);
  for (;;) {
    const seenAddresses = new Map(known.people.map(({ id, email }) => [id, email]));
    const resolution = resolveIdentities(events, copyOf(known), makeId);
    // Where an address was left that others of the batch go by, it is of whoever else has it now.
    const left = [...resolution.leftAddresses].filter((address) => addresses.has(address));
    const more = await loadNextHolders(ctx, left, [...seenAddresses.keys()]);
    if (more.length === 0) return { ...resolution, seenAddresses };
    known = { ...known, people: [...known.people, ...more] };
  }
}

/** Resolving changes people in place. */
function copyOf({ names, people, formers }: Known): Known {
  const copies = new Map(people.map((person) => [person.id, { ...person, times: { ...person.times } }]));
  const copied = [...names].flatMap(([key, { id }]) => {
    const copy = copies.get(id);
    return copy ? [[key, copy] as const] : [];
  });
  return { names: new Map(copied), people: [...copies.values()], formers };
}

function changesNames({ born, links, merges, movesAddresses }: Resolution): boolean {
  return movesAddresses || born.length + links.length + merges.length > 0;
}

async function writeBorn(ctx: Context, { born }: Resolution): Promise<void> {
  if (born.length === 0) return;
  await ctx.db.execute(sql`
    insert into people (id, workspace_id, first_seen_at, last_seen_at)
    select id, ${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz, ${ctx.now.toISOString()}::timestamptz
    from jsonb_array_elements_text(${JSON.stringify(born)}::jsonb) as ids(id)`);
}

async function writeLinks(ctx: Context, { links }: Pick<Resolution, "links">): Promise<void> {
  if (links.length === 0) return;
  const rows = links.map(({ identity, personId }) => ({ ...identity, person: personId }));
  await ctx.db.execute(sql`
    insert into identities (workspace_id, kind, value, person_id, created_at)
    select ${ctx.workspaceId}, r.kind, r.value, r.person, ${ctx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, value text, person text)
    on conflict do nothing`);
  await bringVisitsOver(
    ctx,
    rows.filter((row) => row.kind === "anonymous_id"),
  );
}

/** A person who comes with another anonymous ID every time is known by so many of them. */
async function withoutTooManyDevices(
  ctx: Context,
  resolution: Resolution,
): Promise<Pick<Resolution, "links">> {
  const born = new Set(resolution.born);
  const { most } = bounds.devicesOfOne;
  const isFurther = ({ identity, personId }: Resolution["links"][number]) =>
    identity.kind === "anonymous_id" && !born.has(personId);
  const ids = [...new Set(resolution.links.filter(isFurther).map(({ personId }) => personId))];
  if (ids.length === 0) return resolution;
  const { rows } = await ctx.db.execute<{ person_id: string; devices: number }>(sql`
    select person_id, count(*) as devices from identities
    where workspace_id = ${ctx.workspaceId} and kind = 'anonymous_id' and person_id = any(${sql.param(ids)}::text[])
    group by person_id`);
  const devices = new Map(rows.map((row) => [row.person_id, Number(row.devices)]));
  return {
    links: resolution.links.filter((link) => {
      if (!isFurther(link)) return true;
      const held = devices.get(link.personId) ?? 0;
      devices.set(link.personId, held + 1);
      return held < most;
    }),
  };
}

async function writeFormerAddresses(ctx: Context, { formers }: Resolution): Promise<void> {
  if (formers.size === 0) return;
  const rows = [...formers].map(([value, { personId, until }]) => ({
    value,
    person: personId,
    until: until === null ? null : new Date(until),
  }));
  await ctx.db.execute(sql`
    insert into identities (workspace_id, kind, value, person_id, created_at, until)
    select ${ctx.workspaceId}, 'email', r.value, r.person, ${ctx.now.toISOString()}::timestamptz, r.until
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(value text, person text, until timestamptz)
    on conflict (workspace_id, kind, value) do update set person_id = excluded.person_id, until = excluded.until
      where excluded.until >= coalesce(identities.until, excluded.until)`);
}

/**
 * What an anonymous visitor did now counts for the person it turned out to be. What the visitor said of themselves and where they
 * belong is applied next, as news from when it was said.
 */
async function bringVisitsOver(
  ctx: Context,
  devices: readonly { value: string; person: string }[],
): Promise<void> {
  if (devices.length === 0) return;
  const { rows } = await ctx.db.execute<{ again: number }>(sql`
    with claimed as (
      delete from visitor_events v
      using jsonb_to_recordset(${JSON.stringify(devices)}::jsonb) as r(value text, person text)
      where v.workspace_id = ${ctx.workspaceId} and v.anonymous_id = r.value
      returning v.event_id, v.occurred_at, r.person
    ), again as (
      insert into pending_events (event_id, workspace_id, user_id, anonymous_id, email, received_at)
      select e.id, e.workspace_id, e.user_id, e.anonymous_id, e.email, e.received_at
      from claimed c join events e on e.workspace_id = ${ctx.workspaceId} and e.id = c.event_id
      where e.type in ('identify', 'group')
      on conflict do nothing
      returning 1
    ), counted as (
    insert into occurrences (event_id, workspace_id, person_id, organisation_id, name, occurred_at, applied)
    select c.event_id, ${ctx.workspaceId}, c.person, o.id, e.name, c.occurred_at, case when not e.imported then ${newPlace()}::text end
    from claimed c join events e on e.workspace_id = ${ctx.workspaceId} and e.id = c.event_id
      left join organisations o on o.workspace_id = ${ctx.workspaceId} and o.group_id = e.group_id
    where e.name is not null
    on conflict do nothing
    )
    select count(*) as again from again`);
  if (rows[0]?.again) await announce(ctx, [{ name: "trig/news", data: { workspaceId: ctx.workspaceId } }]);
}
