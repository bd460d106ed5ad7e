import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Pass } from "@/lib/enrolments/pass";

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
