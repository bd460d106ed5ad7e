import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { addressSaid } from "@/lib/email-address";
import type { NewsEvent } from "@/lib/pipeline/schema";

/** One of two that may apply news side by side. What was sent under one name is of one lane, so that it is applied in the order it came. */
export type Lane = 0 | 1;

type Row = Omit<NewsEvent, "occurredAt" | "receivedAt" | "saidEmail"> & {
  occurredAt: string;
  receivedAt: string;
};

// Only what an identify or group call says of a customer is read here; conditions read the properties of the others for themselves.
const columns = sql`e.id, e.type, e.name, e.user_id as "userId", e.anonymous_id as "anonymousId", e.email, e.group_id as "groupId",
  e.previous_id as "previousId", case when e.type in ('identify', 'group') then e.body else '{}' end as body, e.occurred_at as "occurredAt", e.received_at as "receivedAt", e.source, e.trust, e.imported`;

/**
 * Takes the oldest pending events that nobody else is applying, of one lane or of all, and of nobody who is busy. They are gone with the
 * transaction that applies them, or stay.
 */
export async function claimNews(
  ctx: Context,
  limit: number,
  busy: ReadonlySet<string>,
  lane?: Lane,
): Promise<NewsEvent[]> {
  const name = sql`coalesce(user_id, anonymous_id, email, '')`;
  const ofLane = lane === undefined ? sql`` : sql`and hashtextextended(${name}, 0) & 1 = ${lane}::int`;
  return claim(
    ctx,
    sql`
    select ctid, event_id from pending_events p where workspace_id = ${ctx.workspaceId} ${ofLane} ${exceptOf(ctx, busy)}
    order by event_id limit ${limit} for update skip locked`,
  );
}

/** Leaves out the events that name one of these customers: theirs stay in their order until they can be applied. */
function exceptOf(ctx: Context, busy: ReadonlySet<string>): SQL {
  if (busy.size === 0) return sql``;
  const ids = sql`any(${sql.param([...busy])}::text[])`;
  return sql`and not exists (select from identities i where i.workspace_id = ${ctx.workspaceId} and i.person_id = ${ids}
      and ((i.kind = 'user_id' and i.value = p.user_id) or (i.kind = 'anonymous_id' and i.value = p.anonymous_id)
        or (i.kind = 'email' and i.value = p.email)))
    and not exists (select from people q where q.workspace_id = ${ctx.workspaceId} and q.id = ${ids} and q.email = p.email)
    and not exists (select from events e join organisations o on o.workspace_id = e.workspace_id and o.group_id = e.group_id
      where e.workspace_id = ${ctx.workspaceId} and e.id = p.event_id and e.type = 'group' and o.id = ${ids})
    and not exists (select from events e join identities i on i.workspace_id = e.workspace_id and i.value = e.previous_id
        and i.kind in ('user_id', 'anonymous_id')
      where e.workspace_id = ${ctx.workspaceId} and e.id = p.event_id and e.type = 'alias' and i.person_id = ${ids})`;
}

/**
 * Takes the oldest pending events of these customers, under any of their names, waiting for whoever is applying one: of a person what that
 * person did, of an organisation what its people did and what names it.
 */
export async function claimNewsOf(
  ctx: Context,
  customerIds: readonly string[],
  limit: number,
  busy: ReadonlySet<string>,
): Promise<NewsEvent[]> {
  const organisationIds = customerIds.filter((id) => id.startsWith("org_") && !busy.has(id));
  const personIds = [...customerIds, ...(await membersOf(ctx, organisationIds))].filter(
    (id) => !busy.has(id),
  );
  const names = (kind: string) => sql`select value from names where kind = ${kind}`;
  const grouped = sql`or p.event_id in (
    select q.event_id from pending_events q join events e on e.workspace_id = q.workspace_id and e.id = q.event_id
      join organisations o on o.workspace_id = ${ctx.workspaceId} and o.group_id = e.group_id
    where q.workspace_id = ${ctx.workspaceId} and o.id = any(${sql.param(organisationIds)}::text[]))`;
  return claim(
    ctx,
    sql`
    with names as materialized (
      select kind, value from identities
      where workspace_id = ${ctx.workspaceId} and person_id = any(${sql.param(personIds)}::text[])
      union all select 'email', email from people
      where workspace_id = ${ctx.workspaceId} and id = any(${sql.param(personIds)}::text[]) and email is not null)
    select p.ctid, p.event_id from pending_events p
    where p.workspace_id = ${ctx.workspaceId} and (p.user_id in (${names("user_id")})
      or p.anonymous_id in (${names("anonymous_id")}) or p.email in (${names("email")})
      ${organisationIds.length > 0 ? grouped : sql``}) ${exceptOf(ctx, busy)}
    order by p.event_id limit ${limit} for update of p`,
  );
}

async function membersOf(ctx: Context, organisationIds: readonly string[]): Promise<string[]> {
  if (organisationIds.length === 0) return [];
  const { rows } = await ctx.db.execute<{ person_id: string }>(sql`
    select person_id from memberships
    where workspace_id = ${ctx.workspaceId} and organisation_id = any(${sql.param([...organisationIds])}::text[])`);
  return rows.map((row) => row.person_id);
}

/**
 * Of these customers, those of whom more has happened than has been applied, whoever is applying it: of an organisation, to its people or
 * under its own name. Ask with their rows locked.
 */
export async function listUnsettled(
  ctx: Context,
  customerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { workspaceId } = ctx;
  const ids = sql`any(${sql.param([...customerIds])}::text[])`;
  const hasOrganisations = customerIds.some((id) => id.startsWith("org_"));
  const ofMembers = sql`union all
      select m.organisation_id, i.kind, i.value from memberships m
        join identities i on i.workspace_id = m.workspace_id and i.person_id = m.person_id
      where m.workspace_id = ${workspaceId} and m.organisation_id = ${ids}
      union all select m.organisation_id, 'email', p.email from memberships m
        join people p on p.workspace_id = m.workspace_id and p.id = m.person_id and p.email is not null
      where m.workspace_id = ${workspaceId} and m.organisation_id = ${ids}`;
  const ofGroups = sql`union select o.id from waiting w
      join events e on e.workspace_id = ${workspaceId} and e.id = w.event_id
      join organisations o on o.workspace_id = e.workspace_id and o.group_id = e.group_id and o.id = ${ids}`;
  const { rows } = await ctx.db.execute<{ customer_id: string }>(sql`
    with names as materialized (
      select person_id as customer_id, kind, value from identities
      where workspace_id = ${workspaceId} and person_id = ${ids}
      union all select id, 'email', email from people where workspace_id = ${workspaceId} and id = ${ids} and email is not null
      ${hasOrganisations ? ofMembers : sql``}
    ), waiting as materialized (
      select event_id, user_id, anonymous_id, email from pending_events where workspace_id = ${workspaceId}
    )
    select customer_id from names join waiting on kind = 'user_id' and user_id = value
    union select customer_id from names join waiting on kind = 'anonymous_id' and anonymous_id = value
    union select customer_id from names join waiting w on kind = 'email' and w.email = value
    ${hasOrganisations ? ofGroups : sql``}`);
  return new Set(rows.map((row) => row.customer_id));
}

/** Whether events wait to be applied, and whether customers wait for another look. */
export async function whatWaits(ctx: Context): Promise<{ news: boolean; marks: boolean }> {
  const { rows } = await ctx.db.execute<{ news: boolean; marks: boolean }>(sql`
    select exists (select from pending_events where workspace_id = ${ctx.workspaceId}) as news,
      exists (select from customer_marks where workspace_id = ${ctx.workspaceId}) as marks`);
  return rows[0] ?? { news: false, marks: false };
}

// A pending row is never changed, only deleted: once it is locked, its place (ctid) finds it without a search.
function claim(ctx: Context, chosen: SQL): Promise<NewsEvent[]> {
  return readNews(
    ctx,
    sql`
    select event_id as id from taken`,
    sql`
    with chosen as materialized (${chosen}),
      taken as (delete from pending_events p using chosen c
        where p.workspace_id = ${ctx.workspaceId} and p.ctid = c.ctid returning p.event_id)`,
  );
}

/** Reads accepted events as news, in the order in which they came. */
export async function readNews(ctx: Context, ids: SQL, before: SQL = sql``): Promise<NewsEvent[]> {
  const { rows } = await ctx.db.execute<Row>(sql`
    ${before} select ${columns} from (${ids}) wanted
      join events e on e.workspace_id = ${ctx.workspaceId} and e.id = wanted.id order by e.id`);
  return rows.map((row) => {
    const saidEmail = row.type === "identify" ? addressSaid(row.body) : undefined;
    return {
      ...row,
      email: row.email ?? saidEmail ?? null,
      saidEmail,
      occurredAt: new Date(row.occurredAt),
      receivedAt: new Date(row.receivedAt),
    };
  });
}
