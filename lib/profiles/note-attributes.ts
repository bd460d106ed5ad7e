import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { Entity } from "@/lib/profiles/schema";
import { typeOf } from "@/lib/profiles/values";

/** An attribute as it came in: under which key, spelled how, from where. */
export interface SeenAttribute {
  entity: Entity;
  key: string;
  spelling: string;
  value: unknown;
  source: string;
  owner: "source" | "crm" | "trig";
}

const RENOTE_AFTER_MS = 10 * 60_000;
const noted = new Map<string, number>();

/**
 * Keeps the catalogue: a key seen for the first time is added with the type of its value and the sender's spelling as alias; a value of
 * another type than the catalogue's is kept and shown as a problem there. Known keys are written at most every ten minutes.
 */
export async function noteAttributes(ctx: Context, seen: readonly SeenAttribute[]): Promise<void> {
  const fresh = new Map<string, SeenAttribute & { type: string }>();
  for (const one of seen) {
    if (one.value === null || one.value === undefined) continue;
    const type = typeOf(one.value);
    if (type === null) continue;
    const memo = [ctx.workspaceId, one.entity, one.key, one.spelling, type, one.owner].join("\u0001");
    const last = noted.get(memo);
    if (last !== undefined && Math.abs(ctx.now.getTime() - last) < RENOTE_AFTER_MS) continue;
    if (noted.size > 50_000) noted.clear();
    noted.set(memo, ctx.now.getTime());
    fresh.set(`${one.entity}\u0001${one.key}\u0001${type}\u0001${one.spelling}`, { ...one, type });
  }
  if (fresh.size === 0) return;
  const rows = [...fresh.values()]
    // Two batches that note the same keys do not wait for each other in a circle.
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .map((one) => ({
      ...one,
      id: newId("att"),
      alias: one.spelling === one.key ? null : one.spelling,
      value: undefined,
    }));
  // One row a statement: the same key may arrive with two types or spellings at once, and a statement touches a row only once.
  for (const row of rows) {
    await ctx.db.execute(sql`
      insert into attributes (id, workspace_id, entity, key, aliases, type, kind, owner, source, last_seen_at)
      values (${row.id}, ${ctx.workspaceId}, ${row.entity}, ${row.key},
        ${row.alias === null ? sql`'{}'::text[]` : sql`array[${row.alias}]::text[]`}, ${row.type},
        ${row.owner === "trig" ? "trig_set" : "ingested"}, ${row.owner}, ${row.source}, ${ctx.now.toISOString()}::timestamptz)
      on conflict (workspace_id, entity, key) do update set
        last_seen_at = greatest(attributes.last_seen_at, excluded.last_seen_at),
        owner = case when excluded.owner = 'crm' then 'crm' else attributes.owner end,
        aliases = case when excluded.aliases <@ attributes.aliases then attributes.aliases else attributes.aliases || excluded.aliases end,
        problem = case when attributes.type <> excluded.type
          then 'Values of type ' || excluded.type || ' have arrived; the attribute is of type ' || attributes.type || '. Comparisons with them are false.'
          else attributes.problem end`);
  }
}

const orderOf = ({ entity, key, type, spelling }: SeenAttribute & { type: string }) =>
  [entity, key, type, spelling].join("\u0001");

/** After a transaction was rolled back, what it noted has to be noted again. */
export function forgetNoted(): void {
  noted.clear();
}
