import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

const EVENTS_LOOKED_AT = 50_000;

/** Names among the first so many events of an index; null when there are more, since then a name may hide among the rest. */
export async function loadEventNames(ctx: Context): Promise<string[] | null> {
  const { rows } = await ctx.db.execute<{ name: string; events: number }>(sql`
    select name, count(*) as events from (
      select name from occurrences where workspace_id = ${ctx.workspaceId} order by person_id limit ${EVENTS_LOOKED_AT}
    ) looked_at group by name`);
  const lookedAt = rows.reduce((sum, { events }) => sum + Number(events), 0);
  return lookedAt < EVENTS_LOOKED_AT ? rows.map(({ name }) => name) : null;
}
