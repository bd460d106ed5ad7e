import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { bounds } from "@/lib/events/bounds";
import { newId } from "@/lib/ids";
import { firstType } from "@/lib/profiles/attributes/attribute-types";
import { typeOf, type ValueType } from "@/lib/profiles/attributes/values";
import type { Entity } from "@/lib/profiles/schema";

/** An attribute as it came in: under which key, spelled how, from where. */
export interface SeenAttribute {
  entity: Entity;
  key: string;
  spelling: string;
  value: unknown;
  source: string;
  owner: "source" | "crm" | "trig";
}

/** Whether the catalogue has an attribute, so that customers may have it. */
export type IsCatalogued = (entity: Entity, key: string) => boolean;

const RENOTE_AFTER_MS = 10 * 60_000;
const REMEMBERED_AT_MOST = 50_000;
const noted = new Map<string, number>();
const join = (...words: string[]) => words.join("\u0001");

/**
 * Keeps the catalogue, in one statement a batch: a key seen for the first time is added with its first type and the sender's spelling as
 * alias, as long as the workspace has room for it. What arrives later changes no type: a value that does not fit it is kept, and shown where
 * it is. Known keys are written at most every ten minutes.
 */
export async function noteAttributes(ctx: Context, seen: readonly SeenAttribute[]): Promise<IsCatalogued> {
  const fresh = new Map<string, Noted>();
  const memos = new Map<string, string[]>();
  for (const one of seen) {
    // Of values that arrive together the first one decides.
    const type = typeOf(one.value) === null ? null : firstType(one.key, one.value);
    if (type === null) continue;
    const place = join(ctx.workspaceId, one.entity, one.key);
    const memo = join(place, one.spelling, one.owner);
    if (isRecent(memo, ctx.now)) continue;
    const ofPlace = memos.get(place);
    if (ofPlace) ofPlace.push(memo);
    else memos.set(place, [place, memo]);
    const row = fresh.get(place) ?? { ...one, id: newId("att"), type, aliases: [], value: undefined };
    if (
      one.spelling !== one.key &&
      row.aliases.length < bounds.spellings.most &&
      !row.aliases.includes(one.spelling)
    )
      row.aliases.push(one.spelling);
    if (one.owner === "crm") row.owner = "crm";
    fresh.set(place, row);
  }
  const kept = new Set(fresh.size > 0 ? await write(ctx, [...fresh.values()]) : []);
  for (const [place, some] of memos) if (kept.has(place)) for (const memo of some) remember(memo, ctx.now);
  return (entity, key) => {
    const place = join(ctx.workspaceId, entity, key);
    return kept.has(place) || isRecent(place, ctx.now);
  };
}

type Noted = SeenAttribute & { id: string; type: ValueType; aliases: string[] };

// In the order of their keys, so that two batches that note the same ones do not wait for each other in a circle.
async function write(ctx: Context, rows: readonly Noted[]): Promise<string[]> {
  const { workspaceId } = ctx;
  const { most } = bounds.attributes;
  const { rows: kept } = await ctx.db.execute<{ entity: string; key: string }>(sql`
    with said as materialized (
      select r.*, a.key is not null as held, row_number() over (partition by r.entity, a.key is null order by r.key) as place
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id text, entity text, key text, type text, aliases text[], owner text, source text)
      left join attributes a on a.workspace_id = ${workspaceId} and a.entity = r.entity and a.key = r.key
    ), taken as materialized (
      select entity, count(*) as keys from attributes
      where workspace_id = ${workspaceId} and kind = 'ingested' group by entity
    )
    insert into attributes (id, workspace_id, entity, key, aliases, type, kind, owner, source, last_seen_at)
    select id, ${workspaceId}, entity, key, aliases, type, case when owner = 'trig' then 'trig_set' else 'ingested' end, owner, source,
      ${ctx.now.toISOString()}::timestamptz
    from said
    where held or owner = 'trig' or place <= ${most} - coalesce((select keys from taken where taken.entity = said.entity), 0)
    order by entity, key
    on conflict (workspace_id, entity, key) do update set
      last_seen_at = greatest(attributes.last_seen_at, excluded.last_seen_at),
      owner = case when excluded.owner = 'crm' then 'crm' else attributes.owner end,
      aliases = case
        when excluded.aliases <@ attributes.aliases or cardinality(attributes.aliases) >= ${bounds.spellings.most} then attributes.aliases
        else (attributes.aliases || array(select unnest(excluded.aliases) except select unnest(attributes.aliases)))[1:${bounds.spellings.most}] end
    returning entity, key`);
  return kept.map(({ entity, key }) => join(workspaceId, entity, key));
}

function isRecent(memo: string, now: Date): boolean {
  const last = noted.get(memo);
  return last !== undefined && Math.abs(now.getTime() - last) < RENOTE_AFTER_MS;
}

function remember(memo: string, now: Date): void {
  if (noted.size >= REMEMBERED_AT_MOST) noted.clear();
  noted.set(memo, now.getTime());
}

/** After a transaction was rolled back, what it noted has to be noted again. */
export function forgetNoted(): void {
  noted.clear();
}
