import "server-only";
import { sql } from "drizzle-orm";
import { isCustomerMessage } from "@/lib/actions/is-message-sql";
import type { Context } from "@/lib/context";
import { skipUnsent } from "@/lib/deliveries/ledger/skip-unsent";
import { writeHistory } from "@/lib/deliveries/ledger/write-history";
import { reasons } from "@/lib/deliveries/reasons";
import { newId } from "@/lib/ids";

type Clash = { stays: string; ends: string };

/** Passes are moved out of the way by so much before they are counted anew. */
const ASIDE = 1_000_000;

/**
 * Brings the passes of a joined person over, and counts all of them anew in the order in which they were entered. Where both were in the
 * same programme the older pass stays and the other ends without actions; the steps it has sent count as sent. Returns the enrolments
 * that ended.
 */
export async function mergePasses(
  ctx: Context,
  fromId: string,
  into: { id: string; email: string | null },
): Promise<string[]> {
  const { workspaceId } = ctx;
  const { rows: clashes } = await ctx.db.execute<Clash>(sql`
    select case when a.entered_at <= b.entered_at then a.id else b.id end as stays,
      case when a.entered_at <= b.entered_at then b.id else a.id end as ends
    from enrolments a join enrolments b on b.programme_id = a.programme_id and b.status = 'open' and b.customer_id = ${into.id}
    where a.workspace_id = ${workspaceId} and a.status = 'open' and a.customer_id = ${fromId}`);
  for (const clash of clashes) await endAsMerged(ctx, clash, into.email?.toLowerCase() ?? null);
  await bringOver(ctx, fromId, into.id);
  await ctx.db.execute(sql`
    update deliveries set customer_id = ${into.id},
      person_id = case when person_id = ${fromId} then ${into.id} else person_id end
    where workspace_id = ${workspaceId} and customer_id = ${fromId}`);
  await bringWatchesOver(ctx, fromId, into.id);
  return clashes.map(({ ends }) => ends);
}

/** The pass that is open is the last one, whenever the others began. */
async function bringOver(ctx: Context, fromId: string, intoId: string): Promise<void> {
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

async function endAsMerged(ctx: Context, { stays, ends }: Clash, email: string | null): Promise<void> {
  const { workspaceId } = ctx;
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  await ctx.db.execute(sql`
    update enrolments set status = 'exited', reason = 'merged', ended_at = ${now}, wake_at = null, step_id = null
    where workspace_id = ${workspaceId} and id = ${ends}`);
  await ctx.db.execute(sql`
    insert into enrolment_moves (id, workspace_id, enrolment_id, kind, detail, woken_by, moved_at)
    values (${newId("mov")}, ${workspaceId}, ${ends}, 'exited', '{"reason":"merged"}', 'news', ${now})`);
  await skipUnsent(ctx, [ends], "merged_duplicate");
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
