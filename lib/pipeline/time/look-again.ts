import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { look } from "@/lib/enrolments/look";
import type { LookRequest } from "@/lib/enrolments/look-request";
import { decide } from "@/lib/pipeline/decide";
import { applyNewsOf } from "@/lib/pipeline/news/apply-news";
import { listUnsettled } from "@/lib/pipeline/news/claim-news";
import { finishNews } from "@/lib/pipeline/news/finish-news";
import { prepare } from "@/lib/pipeline/prepare";
import { inParts } from "@/lib/pipeline/quarantine";
import { lockCustomers } from "@/lib/profiles/lock-customers";
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
    looked += await lookAt(ctx, entity, marked, async (tx, part) => {
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

/** Looks again at customers outside a programme for whom time alone may have changed the verdict. Says how many; 0 means nothing is due. */
export async function lookAtDue(ctx: Context): Promise<number> {
  let looked = 0;
  for (const entity of entities) {
    const due = await dueWatches(ctx, entity);
    if (due.length === 0) continue;
    const ids = [...new Set(due.map((row) => row.customer_id))];
    await applyNewsOf(ctx, ids);
    let rows: Due[] = [];
    looked += await lookAt(
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
      (tx) => forgetStranded(tx, rows),
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

/** A due row that the look did not move (its customer is gone, or the programme) must not come up for ever. */
async function forgetStranded(ctx: Context, rows: readonly Due[]): Promise<void> {
  await ctx.db.execute(sql`
    update watches w set due_at = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(programme_id text, customer_id text)
    where w.workspace_id = ${ctx.workspaceId} and w.programme_id = r.programme_id and w.customer_id = r.customer_id
      and w.due_at <= ${ctx.now.toISOString()}::timestamptz`);
}

type Reason = Pick<LookRequest, "wokenBy" | "isAffected" | "mayEnter">;

type FindReason = (tx: Context, part: readonly string[]) => Promise<Reason>;

function lookAt(
  ctx: Context,
  entity: Entity,
  ids: readonly string[],
  findReason: FindReason,
  finish: (tx: Context) => Promise<void> = async () => {},
): Promise<number> {
  return inParts(ctx, entity, ids, (part) =>
    decide(ctx, async (tx) => {
      await lookTogether(tx, entity, part, findReason);
      await finish(tx);
    }),
  );
}

/** Looks at customers within one transaction, for a reason that is found out once they are locked. */
export async function lookTogether(
  tx: Context,
  entity: Entity,
  ids: readonly string[],
  findReason: FindReason,
): Promise<void> {
  const { programmes, zone, window, entriesLeft } = await prepare(tx);
  const customers = await lockCustomers(tx, entity, ids);
  const reason = await findReason(tx, ids);
  const result = await look(tx, {
    ...reason,
    entity,
    customers,
    programmes,
    zone,
    window,
    listUnsettled,
    entriesLeft,
  });
  await finishNews(tx, { programmes, result });
}
