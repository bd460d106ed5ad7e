import "server-only";
import { sql } from "drizzle-orm";
import { deliveries, deliveryHistory } from "@/db/schema";
import type { Context } from "@/lib/context";
import { leaseEnd } from "@/lib/deliveries/ledger/claim";
import { newId } from "@/lib/ids";

/**
 * Records, before a request leaves, that it may have reached the provider from now on, and renews the lease. The deliveries of a batch
 * begin together, under the batch's key, or not at all; others begin one by one. Returns those that have begun: the rest are held by
 * another sender by now and must not be sent.
 */
export async function beginAttempt(
  ctx: Context,
  token: string,
  ids: readonly string[],
  batchId: string | null = null,
): Promise<ReadonlySet<string>> {
  const wanted = JSON.stringify(ids.map((id) => ({ id, historyId: newId("his") })));
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    with held as (
      select d.id, v."historyId" from ${deliveries} d
      join jsonb_to_recordset(${wanted}::jsonb) as v(id text, "historyId" text) on v.id = d.id
      where d.workspace_id = ${ctx.workspaceId} and d.lease_token = ${token} and d.status = 'sending'
      order by d.id for update of d
    ), begun as (
      update ${deliveries} d set
        attempts = d.attempts + 1,
        first_attempt_at = coalesce(d.first_attempt_at, clock_timestamp()),
        lease_until = ${leaseEnd},
        batch_id = ${batchId}::text,
        request = case when ${batchId}::text is null then d.request
          else jsonb_set(d.request, '{idempotencyKey}', to_jsonb(${batchId}::text)) end
      from held where d.id = held.id and (${batchId}::text is null or (select count(*) from held) = ${ids.length})
      returning d.id, held."historyId"
    ), told as (
      insert into ${deliveryHistory} (id, workspace_id, delivery_id, what, at, attempted_at)
      select "historyId", ${ctx.workspaceId}, id, 'tried', ${ctx.now.toISOString()}::timestamptz, clock_timestamp() from begun
    )
    select id from begun`);
  return new Set(rows.map(({ id }) => id));
}
