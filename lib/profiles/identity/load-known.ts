import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { FormerHolder } from "@/lib/profiles/identity/address-book";
import { OTHER_EMAIL } from "@/lib/profiles/identity/present-address";
import {
  type Identity,
  identityKey,
  type Known,
  type KnownPerson,
  type NamedEvent,
} from "@/lib/profiles/identity/resolve-identities";

type Wanted = { kind: Identity["kind"] | "email"; value: string };

type PersonRow = {
  id: string;
  has_user_id: boolean;
  email: string | null;
  email_since: string | null;
  said_at: number | null;
  other_at: number | null;
};

type Row = PersonRow & Wanted & { is_former: boolean; until: string | null };

const person = sql`p.id, p.user_id is not null as has_user_id, p.email, p.email_since,
  (p.attribute_times ->> 'email')::float8 as said_at, (p.attribute_times ->> ${OTHER_EMAIL}::text)::float8 as other_at`;

/** Reads whom the names of a batch mean: of an address, who has it now and whoever had it last. */
export async function loadKnown(ctx: Context, events: readonly NamedEvent[]): Promise<Known> {
  const { workspaceId } = ctx;
  const wanted = JSON.stringify(namesOf(events));
  const { rows } = await ctx.db.execute<Row>(sql`
    with wanted as materialized (
      select kind, value from jsonb_to_recordset(${wanted}::jsonb) as w(kind text, value text)
    ), found as (
      select w.kind, w.value, i.person_id, w.kind = 'email' as is_former, i.until from wanted w
        join identities i on i.workspace_id = ${workspaceId} and i.kind = w.kind and i.value = w.value
      union all
      select w.kind, w.value, o.id, false, null from wanted w cross join lateral (${holderOf(workspaceId, sql`w.value`)}) o
      where w.kind = 'email'
    )
    select f.kind, f.value, f.is_former, f.until, ${person} from found f
      join people p on p.workspace_id = ${workspaceId} and p.id = f.person_id`);
  const people = new Map<string, KnownPerson>();
  const names = new Map<string, KnownPerson>();
  const formers = new Map<string, FormerHolder>();
  for (const row of rows) {
    const known = people.get(row.id) ?? toPerson(row);
    people.set(row.id, known);
    if (row.kind !== "email") names.set(identityKey({ kind: row.kind, value: row.value }), known);
    else if (row.is_former) formers.set(row.value, { personId: row.id, until: msOf(row.until) });
  }
  return { names, people: [...people.values()], formers };
}

/** Who else has these addresses now: of each the one who has had it longest. */
export async function loadNextHolders(
  ctx: Context,
  addresses: readonly string[],
  besides: readonly string[],
): Promise<KnownPerson[]> {
  if (addresses.length === 0) return [];
  const others = sql`and p.id <> all(${sql.param([...besides])}::text[])`;
  const { rows } = await ctx.db.execute<PersonRow>(sql`
    select ${person} from unnest(${sql.param([...addresses])}::text[]) as w(value)
      cross join lateral (${holderOf(ctx.workspaceId, sql`w.value`, others)}) o
      join people p on p.workspace_id = ${ctx.workspaceId} and p.id = o.id`);
  return rows.map(toPerson);
}

function holderOf(workspaceId: string, address: SQL, among: SQL = sql``): SQL {
  return sql`select p.id from people p
    where p.workspace_id = ${workspaceId} and p.email = ${address} and p.merged_into is null ${among}
    order by p.email_since, p.id limit 1`;
}

function namesOf(events: readonly NamedEvent[]): Wanted[] {
  const wanted = new Map<string, Wanted>();
  const want = (kind: Wanted["kind"], value: string | null) => {
    if (value !== null) wanted.set(`${kind}:${value}`, { kind, value });
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
  return [...wanted.values()];
}

function toPerson(row: PersonRow): KnownPerson {
  const times: Record<string, number> = {};
  if (row.said_at !== null) times.email = row.said_at;
  if (row.other_at !== null) times[OTHER_EMAIL] = row.other_at;
  return {
    id: row.id,
    hasUserId: row.has_user_id,
    email: row.email,
    emailSince: msOf(row.email_since),
    times,
  };
}

function msOf(moment: string | null): number | null {
  return moment === null ? null : new Date(moment).getTime();
}
