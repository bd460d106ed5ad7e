import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { WokenBy } from "@/lib/enrolments/schema";
import { AppError } from "@/lib/errors";
import { applyNewsOf } from "@/lib/pipeline/news/apply-news";
import { lookAtCustomers } from "@/lib/pipeline/time/look-at-customers";
import { type Entity, entities } from "@/lib/profiles/schema";

/** When an enrolment's alarm should ring next, and before which step it stands. */
export interface NextAlarm {
  step: string;
  at: Date;
}

type Row = { id: string; entity: Entity; customer_id: string };

/**
 * Moves enrolments as far as time allows, after applying whatever is pending for their customers. Asking too early, twice or for one that
 * has ended changes nothing. Returns when to ask again for each that is still open.
 */
export async function advance(
  ctx: Context,
  enrolmentIds: readonly string[],
  wokenBy: WokenBy,
): Promise<Map<string, NextAlarm>> {
  const { rows } = await ctx.db.execute<Row>(sql`
    select id, entity, customer_id from enrolments
    where workspace_id = ${ctx.workspaceId} and status = 'open'
      and id in (select jsonb_array_elements_text(${JSON.stringify(enrolmentIds)}::jsonb))`);
  await applyNewsOf(ctx, [...new Set(rows.map((row) => row.customer_id))]);
  for (const entity of entities) {
    const customerIds = [
      ...new Set(rows.filter((row) => row.entity === entity).map((row) => row.customer_id)),
    ];
    const reason = { wokenBy, isAffected: () => false };
    const moved = await lookAtCustomers(ctx, entity, customerIds, async () => reason);
    // The sweep comes back by itself; an alarm that ended here would ring no more.
    if (moved < customerIds.length && wokenBy === "alarm")
      throw new AppError("unavailable", "Somebody else keeps the customer locked: the alarm rings again.");
  }
  return nextAlarms(ctx, enrolmentIds);
}

async function nextAlarms(ctx: Context, enrolmentIds: readonly string[]): Promise<Map<string, NextAlarm>> {
  const { rows } = await ctx.db.execute<{ id: string; step_id: string | null; wake_at: string }>(sql`
    select id, step_id, wake_at from enrolments
    where workspace_id = ${ctx.workspaceId} and status = 'open' and wake_at is not null
      and id in (select jsonb_array_elements_text(${JSON.stringify(enrolmentIds)}::jsonb))`);
  return new Map(rows.map((row) => [row.id, { step: row.step_id ?? "deadline", at: new Date(row.wake_at) }]));
}

/** Enrolments whose wake-up has passed by so much that their alarm must have been lost. */
export async function listOverdue(ctx: Context, graceMs: number, limit: number): Promise<string[]> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from enrolments
    where workspace_id = ${ctx.workspaceId} and status = 'open'
      and wake_at <= ${new Date(ctx.now.getTime() - graceMs).toISOString()}::timestamptz
    order by wake_at limit ${limit}`);
  return rows.map(({ id }) => id);
}
