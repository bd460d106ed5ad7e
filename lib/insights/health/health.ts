import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { stillWanted } from "@/lib/deliveries/by-hand/still-wanted";
import { healthVerdict } from "@/lib/insights/health/health-verdict";
import { LOSS_TOLD_DAYS, repairableSkips, type Trouble } from "@/lib/insights/health/needs-person";
import type { Health } from "@/lib/insights/health/schema";
import { DAY_MS, MINUTE_MS } from "@/lib/time";
import { listClosedIntegrations } from "@/lib/workspaces/connections/integrations";

const OVERDUE_AFTER_MS = MINUTE_MS;

type Found = {
  pending_events: number;
  oldest_pending: string | Date | null;
  overdue: number;
  oldest_overdue: string | Date | null;
  unsent: number;
  oldest_unsent: string | Date | null;
  unconfirmed: number;
  failed: number;
  unconfirmed_for_good: number;
  failed_for_good: number;
  held: number;
  set_aside: number;
  oldest_set_aside: string | Date | null;
  because: string | null;
};

/** Looks at everything that ought to move and does not. */
export async function getHealth(ctx: Context, engine: Health["engine"]): Promise<Health> {
  const now = ctx.now.toISOString();
  const w = ctx.workspaceId;
  const since = lossesToldSince(ctx);
  const isOldLoss = sql`decided_at <= ${since}::timestamptz and not ${stillWanted}`;
  const overdueBefore = new Date(ctx.now.getTime() - OVERDUE_AFTER_MS).toISOString();
  const [figures, finds, troubles, closed] = await Promise.all([
    ctx.db.execute<Found>(sql`
      select * from
        (select count(*) as pending_events, min(received_at) as oldest_pending from pending_events where workspace_id = ${w}) p,
        (select count(*) as overdue, min(wake_at) as oldest_overdue from enrolments
          where workspace_id = ${w} and status = 'open' and wake_at is not null and wake_at < ${overdueBefore}::timestamptz) o,
        (select count(*) as unsent, min(due_at) as oldest_unsent from deliveries
          where workspace_id = ${w} and status in ('waiting', 'sending') and due_at <= ${now}::timestamptz) u,
        (select count(*) filter (where status = 'unconfirmed') as unconfirmed, count(*) filter (where status = 'failed') as failed,
                count(*) filter (where status = 'unconfirmed' and ${isOldLoss}) as unconfirmed_for_good,
                count(*) filter (where status = 'failed' and ${isOldLoss}) as failed_for_good,
                count(*) filter (where status = 'held') as held
          from deliveries d where workspace_id = ${w} and status in ('unconfirmed', 'failed', 'held')) d,
        (select count(*) as set_aside, min(set_aside_at) as oldest_set_aside, (array_agg(refusal order by set_aside_at))[1] as because
          from set_aside where workspace_id = ${w}) s`),
    ctx.db.execute<{ what: string; found: number }>(sql`
      select what, sum(count)::bigint as found from sweep_finds
      where workspace_id = ${w} and found_at > ${now}::timestamptz - interval '24 hours' group by what order by what`),
    readTroubles(ctx),
    listClosedIntegrations(ctx),
  ]);
  const row = figures.rows[0];
  if (!row) throw new Error("The health figures came back empty.");
  const health: Omit<Health, "status" | "sentences"> = {
    databaseOk: true,
    engine,
    pendingEvents: row.pending_events,
    oldestPendingEventAt: moment(row.oldest_pending),
    overdueAlarms: row.overdue,
    oldestOverdueAt: moment(row.oldest_overdue),
    unsentDeliveries: row.unsent,
    oldestUnsentDueAt: moment(row.oldest_unsent),
    unconfirmedDeliveries: row.unconfirmed,
    failedDeliveries: row.failed,
    beyondRepair: { unconfirmed: row.unconfirmed_for_good, failed: row.failed_for_good },
    heldDeliveries: row.held,
    troubles,
    setAside: row.set_aside,
    oldestSetAsideAt: moment(row.oldest_set_aside),
    setAsideBecause: row.because,
    closedConnections: closed.map(({ kind, name }) => (name === "default" ? kind : `${kind} ${name}`)),
    sweepFinds: Object.fromEntries(finds.rows.map((find) => [find.what, find.found])),
  };
  return { ...health, ...healthVerdict(health, ctx.now) };
}

async function readTroubles(ctx: Context): Promise<Trouble[]> {
  const since = lossesToldSince(ctx);
  const { rows } = await ctx.db.execute<{
    status: Trouble["status"];
    reason: string | null;
    count: number;
  }>(sql`
    select status, reason, count(*)::int as count from deliveries d
    where workspace_id = ${ctx.workspaceId} and status in ('failed', 'held') and status in ('unconfirmed', 'failed', 'held')
      and (decided_at > ${since}::timestamptz or ${stillWanted})
    group by status, reason
    union all
    select status, reason, count(*)::int as count from deliveries d
    where workspace_id = ${ctx.workspaceId} and reason is not null and reason = any(${sql.param([...repairableSkips])}::text[])
      and status = 'skipped' and decided_at > ${since}::timestamptz
    group by status, reason
    order by count desc, reason`);
  return rows.map(({ status, reason, count }) => ({ status, reason, deliveries: count }));
}

const lossesToldSince = ({ now }: Context) => new Date(now.getTime() - LOSS_TOLD_DAYS * DAY_MS).toISOString();

function moment(value: string | Date | null): Date | null {
  return value === null ? null : new Date(value);
}
