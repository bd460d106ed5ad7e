import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { forgetDue } from "@/lib/enrolments/write/forget-due";
import { applyNewsOf } from "@/lib/pipeline/news/apply-news";
import { lookAtCustomers } from "@/lib/pipeline/time/look-at-customers";
import { type Entity, entities } from "@/lib/profiles/schema";

const BATCH = 500;

/** Looks again at customers outside a programme for whom time alone may have changed the verdict. Says how many; 0 means nothing is due. */
export async function lookAtDue(ctx: Context): Promise<number> {
  let looked = 0;
  for (const entity of entities) {
    const due = await dueWatches(ctx, entity);
    if (due.length === 0) continue;
    const ids = [...new Set(due.map((row) => row.customer_id))];
    await applyNewsOf(ctx, ids);
    let rows: Due[] = [];
    looked += await lookAtCustomers(
      ctx,
      entity,
      ids,
      async (tx, part) => {
        // Read again under the customers' locks, without which nobody writes a watch: somebody else may have looked meanwhile.
        rows = await dueWatches(tx, entity, part);
        const wanted = new Set(rows.map((row) => `${row.customer_id} ${row.programme_id}`));
        return {
          wokenBy: "alarm",
          isAffected: (customer, programme) => wanted.has(`${customer.id} ${programme.id}`),
        };
      },
      (tx) => forgetDue(tx, rows),
    );
  }
  return looked;
}

type Due = { programme_id: string; customer_id: string };

async function dueWatches(ctx: Context, entity: Entity, among?: readonly string[]): Promise<Due[]> {
  const only = among
    ? sql`and customer_id in (select jsonb_array_elements_text(${JSON.stringify(among)}::jsonb))`
    : sql``;
  // A paused programme lets nobody in: its watches wait for the walk that follows its resume.
  const { rows } = await ctx.db.execute<Due>(sql`
    select programme_id, customer_id from watches
    where workspace_id = ${ctx.workspaceId} and entity = ${entity} and due_at <= ${ctx.now.toISOString()}::timestamptz ${only}
      and programme_id in (select id from programmes where workspace_id = ${ctx.workspaceId} and status = 'live')
    order by due_at, customer_id, programme_id limit ${BATCH}`);
  return rows;
}
