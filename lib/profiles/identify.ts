import "server-only";
import { sql } from "drizzle-orm";
import { announce } from "@/lib/announce";
import type { Context } from "@/lib/context";
import { newId, newPlace } from "@/lib/ids";
import { lockIdentities, lockIdentitiesShared } from "@/lib/locks";
import {
  type Identity,
  identityKey,
  type KnownPerson,
  type NamedEvent,
  type Resolution,
  resolveIdentities,
} from "@/lib/profiles/resolve-identities";

/**
 * Finds out whom a batch of events is about and writes new people and names. Batches about known people take no lock; one that makes or
 * joins people looks again under the workspace's identity lock, alone, and one about visitors looks again under it together with others:
 * what a visitor did is either kept before somebody learns who it was, or counts for that person at once. Merges are returned, not done:
 * they need both people locked.
 */
export async function identify(ctx: Context, events: readonly NamedEvent[]): Promise<Resolution> {
  const makeId = () => newId("per");
  const first = resolveIdentities(events, await loadKnown(ctx, events), makeId);
  if (!changesNames(first)) {
    if (![...first.personOf.values()].includes(null)) return first;
    await lockIdentitiesShared(ctx);
    return resolveIdentities(events, await loadKnown(ctx, events), makeId);
  }
  await lockIdentities(ctx);
  const resolution = resolveIdentities(events, await loadKnown(ctx, events), makeId);
  await writeBorn(ctx, resolution);
  await writeLinks(ctx, resolution);
  return resolution;
}

function changesNames({ born, links, merges }: Resolution): boolean {
  return born.length + links.length + merges.length > 0;
}

async function loadKnown(ctx: Context, events: readonly NamedEvent[]): Promise<Map<string, KnownPerson>> {
  const wanted = new Map<string, Identity>();
  const want = (kind: Identity["kind"], value: string | null) => {
    if (value !== null) wanted.set(identityKey({ kind, value }), { kind, value });
  };
  for (const event of events) {
    want("user_id", event.userId);
    want("anonymous_id", event.anonymousId);
    want("email", event.email);
    if (event.type === "alias") {
      want("user_id", event.previousId);
      want("anonymous_id", event.previousId);
    }
  }
  const { rows } = await ctx.db.execute<{
    kind: Identity["kind"];
    value: string;
    id: string;
    user: boolean;
    mail: boolean;
  }>(sql`
    select i.kind, i.value, p.id, p.user_id is not null as "user", p.email is not null as mail
    from jsonb_to_recordset(${JSON.stringify([...wanted.values()])}::jsonb) as w(kind text, value text)
    join identities i on i.workspace_id = ${ctx.workspaceId} and i.kind = w.kind and i.value = w.value
    join people p on p.workspace_id = i.workspace_id and p.id = i.person_id`);
  const people = new Map<string, KnownPerson>();
  const known = new Map<string, KnownPerson>();
  for (const row of rows) {
    const person = people.get(row.id) ?? { id: row.id, hasUserId: row.user, hasEmail: row.mail };
    people.set(row.id, person);
    known.set(identityKey({ kind: row.kind, value: row.value }), person);
  }
  return known;
}

async function writeBorn(ctx: Context, { born }: Resolution): Promise<void> {
  if (born.length === 0) return;
  await ctx.db.execute(sql`
    insert into people (id, workspace_id, first_seen_at, last_seen_at)
    select id, ${ctx.workspaceId}, ${ctx.now.toISOString()}::timestamptz, ${ctx.now.toISOString()}::timestamptz
    from jsonb_array_elements_text(${JSON.stringify(born)}::jsonb) as ids(id)`);
}

async function writeLinks(ctx: Context, { links }: Resolution): Promise<void> {
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
