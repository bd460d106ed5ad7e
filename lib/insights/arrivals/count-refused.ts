import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { MOST_REFUSED_COUNTED } from "@/lib/insights/arrivals/arrival";
import { DAY_MS } from "@/lib/time";

const KEPT_DAYS = 7;

/** How many items were refused on arrival in the last week, up to a thousand: more is "over a thousand". */
export async function countRefused(ctx: Context): Promise<number> {
  const since = new Date(ctx.now.getTime() - KEPT_DAYS * DAY_MS).toISOString();
  const { rows } = await ctx.db.execute<{ refused: number }>(sql`
    select count(*)::int as refused from (
      select 1 from rejected_events
      where workspace_id = ${ctx.workspaceId} and received_at > ${since}::timestamptz limit ${MOST_REFUSED_COUNTED + 1}) lately`);
  return rows[0]?.refused ?? 0;
}
