import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { applyNewsOf } from "@/lib/pipeline/news/apply-news";
import { lookAtCustomers } from "@/lib/pipeline/time/look-at-customers";
import { type Entity, entities } from "@/lib/profiles/schema";

const BATCH = 500;

/**
 * Looks again at customers who were marked because an action or the other side changed something, or only at those named. Says how many;
 * 0 means none is left.
 */
export async function lookAtMarked(ctx: Context, among?: readonly string[]): Promise<number> {
  let looked = 0;
  let listed = await listMarked(ctx, among);
  for (const entity of entities) {
    // Looking at people may have marked organisations.
    if (entity === "organisation" && looked > 0) listed = await listMarked(ctx, among);
    const marked = listed.flatMap((row) => (row.entity === entity ? row.customer_id : []));
    if (marked.length === 0) continue;
    await applyNewsOf(ctx, marked);
    looked += await lookAtCustomers(ctx, entity, marked, async (tx, part) => {
      // Taken only now: whoever marks a customer has locked theirs before, and would wait for us as we for them.
      const { rows } = await tx.db.execute<{ customer_id: string; may_enter: boolean }>(sql`
        delete from customer_marks where workspace_id = ${tx.workspaceId} and entity = ${entity}
          and customer_id in (select jsonb_array_elements_text(${JSON.stringify(part)}::jsonb))
        returning customer_id, may_enter`);
      const mayEnter = new Map(rows.map((row) => [row.customer_id, row.may_enter]));
      return {
        wokenBy: "news",
        isAffected: ({ id }) => mayEnter.has(id),
        mayEnter: ({ id }) => mayEnter.get(id) ?? true,
      };
    });
  }
  return looked;
}

type Marked = { entity: Entity; customer_id: string };

async function listMarked(ctx: Context, among?: readonly string[]): Promise<Marked[]> {
  const only = among
    ? sql`and customer_id in (select jsonb_array_elements_text(${JSON.stringify(among)}::jsonb))`
    : sql``;
  const ofEntity = (entity: Entity) => sql`(
    select entity, customer_id from customer_marks where workspace_id = ${ctx.workspaceId} and entity = ${entity} ${only}
    order by customer_id limit ${BATCH})`;
  const { rows } = await ctx.db.execute<Marked>(
    sql`${ofEntity("person")} union all ${ofEntity("organisation")}`,
  );
  return rows;
}
