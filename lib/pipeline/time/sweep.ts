import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { dueChannels } from "@/lib/deliveries/ledger/due-channels";
import { listOpenSeeds } from "@/lib/lifecycle/seeds/list-open-seeds";
import { announce, deliveriesDue } from "@/lib/outbox/announce";
import { advance, listOverdue } from "@/lib/pipeline/time/advance";
import { tryAgain } from "@/lib/pipeline/time/try-again";

/** Whatever is younger than this is on its way and no find. */
const GRACE_MS = 10_000;
/** A walk over all customers takes a while; one that began longer ago than this is told as a find. */
const WALK_MS = 60_000;
const MOST_AT_ONCE = 500;
type Find = "pending_events" | "marks" | "overdue_enrolments" | "unsent_deliveries" | "seeds";

/**
 * Finds whatever an alarm or an announcement has missed and sets it going again: events and marks nobody applied, enrolments whose wake-up
 * has passed, deliveries nobody sent, walks that stand still; what was set aside is tried again. What it had to find is written down, so that a silent failure shows.
 */
export async function sweep(ctx: Context): Promise<Record<Find, number>> {
  const found: Record<Find, number> = {
    pending_events: 0,
    marks: 0,
    overdue_enrolments: 0,
    unsent_deliveries: 0,
    seeds: 0,
  };
  const failures: unknown[] = [];
  for (const look of [sweepNews, sweepEnrolments, sweepDeliveries, sweepSeeds, tryAgain]) {
    // What one part cannot do keeps none of the others from looking.
    await look(ctx, found).catch((error: unknown) => failures.push(error));
  }
  await writeFinds(ctx, found);
  if (failures.length > 0) throw failures[0];
  return found;
}

type Found = Record<Find, number>;

async function sweepNews(ctx: Context, found: Found): Promise<void> {
  found.pending_events = await countOlder(ctx, "pending_events", "received_at");
  found.marks = await countOlder(ctx, "customer_marks", "marked_at");
  if (found.pending_events + found.marks === 0) return;
  await announce(ctx, [{ name: "trig/news", data: { workspaceId: ctx.workspaceId } }]);
}

async function sweepEnrolments(ctx: Context, found: Found): Promise<void> {
  for (let ids = await listOverdue(ctx, GRACE_MS, MOST_AT_ONCE); ids.length > 0; ) {
    await advance(ctx, ids, "sweep");
    found.overdue_enrolments += ids.length;
    const left = await listOverdue(ctx, GRACE_MS, MOST_AT_ONCE);
    // One that cannot be moved (its programme is gone) must not keep the sweep here for ever.
    ids = left.filter((id) => !ids.includes(id));
  }
}

async function sweepDeliveries(ctx: Context, found: Found): Promise<void> {
  const channels = await dueChannels(ctx, GRACE_MS);
  found.unsent_deliveries = channels.reduce((sum, { count }) => sum + count, 0);
  await announce(
    ctx,
    channels.map(({ channel }) => deliveriesDue(ctx.workspaceId, channel)),
  );
}

async function sweepSeeds(ctx: Context, found: Found): Promise<void> {
  const { workspaceId } = ctx;
  const seeds = await listOpenSeeds(ctx, GRACE_MS);
  found.seeds = (await listOpenSeeds(ctx, WALK_MS)).length;
  await announce(
    ctx,
    seeds.map((seedId) => ({ name: "trig/seed", data: { workspaceId, seedId } })),
  );
}

async function countOlder(
  ctx: Context,
  table: "pending_events" | "customer_marks",
  column: string,
): Promise<number> {
  const before = new Date(ctx.now.getTime() - GRACE_MS).toISOString();
  const { rows } = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count from ${sql.identifier(table)}
    where workspace_id = ${ctx.workspaceId} and ${sql.identifier(column)} <= ${before}::timestamptz`);
  return rows[0]?.count ?? 0;
}

async function writeFinds(ctx: Context, found: Record<Find, number>): Promise<void> {
  const rows = Object.entries(found).flatMap(([what, count]) => (count > 0 ? [{ what, count }] : []));
  if (rows.length === 0) return;
  await ctx.db.execute(sql`
    insert into sweep_finds (workspace_id, what, count, found_at)
    select ${ctx.workspaceId}, r.what, r.count, ${ctx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(what text, count int)`);
}
