import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** More passes than anybody has: numbers are moved out of the way by it before they are counted anew. */
const ASIDE = 1_000_000;

/** Brings the passes and watches of a joined person over, and counts all passes anew in the order in which they were entered. */
export async function joinPasses(ctx: Context, fromId: string, intoId: string): Promise<void> {
  await bringPassesOver(ctx, fromId, intoId);
  await bringWatchesOver(ctx, fromId, intoId);
}

/** The pass that is open is the last one, whenever the others began. */
async function bringPassesOver(ctx: Context, fromId: string, intoId: string): Promise<void> {
  const { workspaceId } = ctx;
  const { rows } = await ctx.db.execute(sql`
    update enrolments set customer_id = ${intoId}, pass = pass + case when customer_id = ${fromId} then ${2 * ASIDE}::int else ${ASIDE}::int end
    where workspace_id = ${workspaceId} and customer_id in (${fromId}, ${intoId})
      and programme_id in (select programme_id from enrolments where workspace_id = ${workspaceId} and customer_id = ${fromId})
    returning 1`);
  if (rows.length === 0) return;
  await ctx.db.execute(sql`
    update enrolments e set pass = counted.pass from (
      select id, row_number() over (partition by programme_id order by status = 'open', entered_at, id) as pass
      from enrolments where workspace_id = ${workspaceId} and customer_id = ${intoId} and pass > ${ASIDE}::int
    ) counted where e.workspace_id = ${workspaceId} and e.id = counted.id`);
}

/** Whoever was known to match stays known to match: turning out to be one person is no reason to enter. */
async function bringWatchesOver(ctx: Context, fromId: string, intoId: string): Promise<void> {
  const { workspaceId } = ctx;
  await ctx.db.execute(sql`
    with gone as (delete from watches where workspace_id = ${workspaceId} and customer_id = ${fromId} returning *)
    insert into watches (workspace_id, programme_id, entity, customer_id, matched, due_at)
    select workspace_id, programme_id, entity, ${intoId}, matched, due_at from gone
    on conflict (programme_id, customer_id) do update
    set matched = watches.matched or excluded.matched, due_at = least(watches.due_at, excluded.due_at)`);
}
