import "server-only";
import { sql } from "drizzle-orm";
import { isCustomerMessage } from "@/lib/actions/is-message-sql";
import type { Context } from "@/lib/context";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";
import { skipUnsent } from "@/lib/deliveries/lifecycle/skip-unsent";
import { reasons } from "@/lib/deliveries/reasons";
import { newId } from "@/lib/ids";

/** Of two passes that turned out to be one person's one ends: what it has not sent is skipped, what it has sent counts as sent by the other. */
export async function leaveToOther(
  ctx: Context,
  { stays, ends }: { stays: string; ends: string },
  email: string | null,
): Promise<void> {
  const { workspaceId } = ctx;
  await skipUnsent(ctx, { enrolmentIds: [ends] }, "merged_duplicate");
  await takeOutOfHand(ctx, ends);

  const { rows: sent } = await ctx.db.execute<{ id: string; action_id: string }>(sql`
    select distinct on (action_id) id, action_id from deliveries
    where workspace_id = ${workspaceId} and enrolment_id = ${ends}
      and (status in ('sent', 'unconfirmed') or (first_attempt_at is not null and status in ('waiting', 'held', 'sending')))
      and ${isCustomerMessage(sql`kind`)}
    order by action_id, sent_at`);
  for (const { id, action_id } of sent) {
    await countAsSent(ctx, { id, actionId: action_id, stays, email });
  }
}

/** What a sender holds and has not tried yet does not leave: without its lease no attempt begins. */
async function takeOutOfHand(ctx: Context, enrolmentId: string): Promise<void> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    update deliveries set status = 'skipped', reason = 'merged_duplicate', next_attempt_at = null, lease_token = null, lease_until = null
    where workspace_id = ${ctx.workspaceId} and enrolment_id = ${enrolmentId} and status = 'sending'
      and moment in ('entry', 'step') and first_attempt_at is null
    returning id`);
  const detail = reasons.merged_duplicate;
  await writeHistory(
    ctx,
    rows.map(({ id }) => ({ deliveryId: id, what: "skipped", detail })),
  );
}

/** What the ended pass has sent, or may have sent, the pass that stays does not send again, to whatever address: its place in the ledger is taken. */
async function countAsSent(
  ctx: Context,
  { id, actionId, stays, email }: { id: string; actionId: string; stays: string; email: string | null },
): Promise<void> {
  const { workspaceId } = ctx;
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const { rows: skipped } = await ctx.db.execute<{ id: string }>(sql`
    update deliveries d set status = 'skipped', reason = 'merged_duplicate', next_attempt_at = null, lease_token = null, lease_until = null,
      sent_at = coalesce(s.sent_at, ${now})
    from deliveries s
    where s.id = ${id} and d.workspace_id = ${workspaceId} and d.enrolment_id = ${stays} and d.action_id = ${actionId}
      and d.status in ('waiting', 'held', 'sending') and d.first_attempt_at is null
    returning d.id`);
  const { rows: added } = await ctx.db.execute<{ id: string }>(sql`
    insert into deliveries (id, workspace_id, enrolment_id, programme_id, version, action_id, moment, kind, channel, entity,
      customer_id, person_id, recipient, status, reason, decided_at, due_at, sent_at, action)
    select ${newId("dlv")}, workspace_id, ${stays}, programme_id, version, action_id, moment, kind, channel, entity,
      customer_id, person_id, coalesce(${email}::text, recipient), 'skipped', 'merged_duplicate', decided_at, due_at,
      coalesce(sent_at, ${now}), action
    from deliveries where id = ${id}
    on conflict (enrolment_id, action_id, recipient) do nothing
    returning id`);
  const detail = reasons.merged_duplicate;
  await writeHistory(
    ctx,
    [...skipped, ...added].map((row) => ({ deliveryId: row.id, what: "skipped", detail })),
  );
}
