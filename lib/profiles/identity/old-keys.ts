import "server-only";
import { sql } from "drizzle-orm";
import { mayHaveOldKey, toAttributeKey } from "@/lib/attribute-names";
import type { Context } from "@/lib/context";
import type { Entity } from "@/lib/profiles/schema";

/** The key under which a workspace keeps what would be another key today; the same key where there is no such thing. */
export type OldKey = (entity: Entity, key: string) => string;

const ASK_AGAIN_AFTER_MS = 10 * 60_000;
const REMEMBERED_AT_MOST = 1_000;
/** Names were cut to so many characters. */
const CUT_AT = 80;
const remembered = new Map<string, { askedAt: number; keys: ReadonlyMap<string, string> }>();

/**
 * A key that was made when names lost their letters of other scripts, or were cut, keeps all spellings that led to it: what is sent under
 * them goes on under that key. There are such keys only in workspaces of that time, and only unusual names can lead to them.
 */
export async function loadOldKeys(ctx: Context, names: Iterable<string>): Promise<OldKey> {
  for (const name of names) {
    if (!mayHaveOldKey(name)) continue;
    const keys = await keysOf(ctx);
    return (entity, key) => keys.get(`${entity} ${key}`) ?? key;
  }
  return (_, key) => key;
}

async function keysOf(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const known = remembered.get(ctx.workspaceId);
  if (known && Math.abs(ctx.now.getTime() - known.askedAt) < ASK_AGAIN_AFTER_MS) return known.keys;
  const keys = new Map((await listOldKeys(ctx)).map(({ entity, now, key }) => [`${entity} ${now}`, key]));
  if (remembered.size >= REMEMBERED_AT_MOST) remembered.clear();
  remembered.set(ctx.workspaceId, { askedAt: ctx.now.getTime(), keys });
  return keys;
}

/** The keys of a workspace that would be others today, each with what it would be. */
export async function listOldKeys(ctx: Context): Promise<{ entity: Entity; now: string; key: string }[]> {
  const { rows } = await ctx.db.execute<{ entity: Entity; key: string; spelling: string }>(sql`
    select entity, key, spelling from attributes, unnest(aliases) spelling
    where workspace_id = ${ctx.workspaceId} and kind = 'ingested' and key ~ '^[a-z][a-z0-9_]{0,79}$'
      and (spelling ~ '[^ -~]' or spelling ~ '^[^A-Za-z]*[0-9]' or length(spelling) >= ${CUT_AT})
    order by entity, key`);
  return rows.flatMap(({ entity, key, spelling }) => {
    const now = toAttributeKey(spelling);
    return now === null || now === key || (now === "name" && key === "organization_name")
      ? []
      : [{ entity, now, key }];
  });
}
