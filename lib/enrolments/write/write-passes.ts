import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { PlannedDelivery } from "@/lib/deliveries/ledger/plan-deliveries";
import type { MoveRecord, Pass } from "@/lib/enrolments/pass";
import type { WatchRecord, WokenBy } from "@/lib/enrolments/schema";
import { newId } from "@/lib/ids";

/** Writes passes that begin and passes that moved. */
export async function writePasses(ctx: Context, passes: readonly Pass[]): Promise<void> {
  const rows = passes.map((pass) => ({
    ...pass,
    previousMessage: undefined,
    late: pass.goalMetLateAt,
    programme: pass.programmeId,
    customer: pass.customerId,
    step: pass.stepId,
    since: pass.stepSince,
    entered: pass.enteredAt,
    counts: pass.goalSince,
    ended: pass.endedAt,
    wake: pass.wakeAt,
    met: pass.goalMetAt,
  }));
  const born = rows.filter(({ isNew }) => isNew);
  const moved = rows.filter(({ isNew }) => !isNew);
  if (born.length > 0) {
    await ctx.db.execute(sql`
      insert into enrolments (id, workspace_id, programme_id, version, entity, customer_id, pass, status, reason, step_id, step_since,
        entered_at, goal_since, ended_at, wake_at, goal_met_at)
      select r.id, ${ctx.workspaceId}, r.programme, r.version, r.entity, r.customer, r.pass, r.status, r.reason, r.step, r.since,
        r.entered, r.counts, r.ended, r.wake, r.met
      from jsonb_to_recordset(${JSON.stringify(born)}::jsonb) as r(id text, programme text, version int, entity text, customer text,
        pass int, status text, reason text, step text, since timestamptz, entered timestamptz, counts timestamptz,
        ended timestamptz, wake timestamptz, met timestamptz)`);
  }
  if (moved.length > 0) {
    await ctx.db.execute(sql`
      update enrolments e set version = r.version, status = r.status, reason = r.reason, step_id = r.step, step_since = r.since,
        ended_at = r.ended, wake_at = r.wake, goal_met_at = r.met, goal_met_late_at = r.late
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as r(id text, version int, status text, reason text, step text,
        since timestamptz, ended timestamptz, wake timestamptz, met timestamptz, late timestamptz)
      where e.id = r.id and e.workspace_id = ${ctx.workspaceId}`);
  }
}

/** Writes down what moved and what made us look. */
export async function writeMoves(
  ctx: Context,
  moves: readonly MoveRecord[],
  wokenBy: WokenBy,
): Promise<void> {
  if (moves.length === 0) return;
  await ctx.db.execute(sql`
    insert into enrolment_moves (id, workspace_id, enrolment_id, kind, detail, woken_by, moved_at)
    select r.id, ${ctx.workspaceId}, r."enrolmentId", r.kind, r.detail, ${wokenBy}, r."movedAt"
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb)
      as r(id text, "enrolmentId" text, kind text, detail jsonb, "movedAt" timestamptz)`);
}

/** Enters decided actions into the ledger. A row that is already there stays as it is: the same step never reaches the same recipient twice. */
export async function writeDeliveries(
  ctx: Context,
  decided: readonly (PlannedDelivery & { id: string; pass: Pass })[],
): Promise<void> {
  if (decided.length === 0) return;
  const rows = decided.map(({ pass, ...row }) => ({
    ...row,
    enrolment: pass.id,
    programme: pass.programmeId,
    version: pass.version,
    entity: pass.entity,
    customer: pass.customerId,
    history: newId("his"),
    what: row.status === "waiting" ? "decided" : row.status,
  }));
  await ctx.db.execute(sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, enrolment text, programme text, version int,
        "actionId" text, moment text, kind text, channel text, entity text, customer text, "personId" text, recipient text,
        status text, reason text, "dueAt" timestamptz, action jsonb, history text, what text)
    ), written as (
      insert into deliveries (id, workspace_id, enrolment_id, programme_id, version, action_id, moment, kind, channel, entity,
        customer_id, person_id, recipient, status, reason, decided_at, due_at, action, sent_at)
      select r.id, ${ctx.workspaceId}, r.enrolment, r.programme, r.version, r."actionId", r.moment, r.kind, r.channel, r.entity,
        r.customer, r."personId", r.recipient, r.status, r.reason, ${ctx.now.toISOString()}::timestamptz, r."dueAt", r.action,
        case when r.status = 'done' then ${ctx.now.toISOString()}::timestamptz end
      from r
      on conflict (enrolment_id, action_id, recipient) do nothing
      returning id
    )
    insert into delivery_history (id, workspace_id, delivery_id, what, detail, at)
    select r.history, ${ctx.workspaceId}, r.id, r.what, coalesce(r.reason, ''), ${ctx.now.toISOString()}::timestamptz
    from r join written on written.id = r.id`);
}

/** Remembers looks. One that holds nothing (no match, no moment to wait for) is forgotten: that is what a missing row means. */
export async function writeWatches(ctx: Context, watches: readonly WatchRecord[]): Promise<void> {
  const kept = watches.filter((watch) => watch.matched || watch.dueAt);
  const gone = watches.filter((watch) => !watch.matched && !watch.dueAt);
  if (kept.length > 0) {
    await ctx.db.execute(sql`
      insert into watches (workspace_id, programme_id, entity, customer_id, matched, due_at)
      select ${ctx.workspaceId}, r."programmeId", r.entity, r."customerId", r.matched, r."dueAt"
      from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
        as r("programmeId" text, entity text, "customerId" text, matched boolean, "dueAt" timestamptz)
      on conflict (programme_id, customer_id) do update set matched = excluded.matched, due_at = excluded.due_at`);
  }
  if (gone.length > 0) {
    await ctx.db.execute(sql`
      delete from watches w using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as r("programmeId" text, "customerId" text)
      where w.workspace_id = ${ctx.workspaceId} and w.programme_id = r."programmeId" and w.customer_id = r."customerId"`);
  }
}
