import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { decide } from "@/lib/pipeline/decide";
import { applyBatch } from "@/lib/pipeline/news/apply-news";
import { readNews } from "@/lib/pipeline/news/claim-news";
import { refusalOf, triedAgainAt } from "@/lib/pipeline/quarantine";
import { lookWithin } from "@/lib/pipeline/time/look-at-customers";
import { LockedOut } from "@/lib/profiles/lock-customers";
import type { Entity } from "@/lib/profiles/schema";

type Row = { kind: "event" | Entity; id: string };
const MOST_AT_ONCE = 200;

/**
 * Tries again, one by one, what was set aside an hour ago: events before customers, each in the order in which it came. What fails again
 * stays where it is for another hour. Says how many went through.
 */
export async function tryAgain(ctx: Context): Promise<number> {
  const { workspaceId } = ctx;
  const { rows } = await ctx.db.execute<Row>(sql`
    select kind, id from set_aside where workspace_id = ${workspaceId} and again_at <= ${ctx.now.toISOString()}::timestamptz
    order by kind <> 'event', id limit ${MOST_AT_ONCE}`);
  let through = 0;
  for (const row of rows) {
    try {
      await decide(ctx, (tx) => process(tx, row));
      through++;
    } catch (error) {
      // Somebody else keeps the customer locked: the next sweep tries again.
      if (error instanceof LockedOut) continue;
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      await ctx.db.execute(sql`
        update set_aside set refusal = ${refusal}, again_at = ${triedAgainAt(ctx).toISOString()}::timestamptz
        where workspace_id = ${workspaceId} and kind = ${row.kind} and id = ${row.id}`);
    }
  }
  return through;
}

async function process(tx: Context, { kind, id }: Row): Promise<void> {
  if (kind === "event") {
    await applyBatch(tx, async () =>
      (await takeBack(tx, kind, id)) ? readNews(tx, sql`select ${id} as id`) : [],
    );
    return;
  }
  await lookWithin(tx, kind, [id], async () => {
    const taken = await takeBack(tx, kind, id);
    return { wokenBy: "sweep", isAffected: () => taken !== null, mayEnter: () => taken?.may_enter ?? false };
  });
}

async function takeBack(ctx: Context, kind: Row["kind"], id: string): Promise<{ may_enter: boolean } | null> {
  const { rows } = await ctx.db.execute<{ may_enter: boolean }>(sql`
    delete from set_aside where workspace_id = ${ctx.workspaceId} and kind = ${kind} and id = ${id} returning may_enter`);
  return rows[0] ?? null;
}
