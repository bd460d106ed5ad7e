import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** Walks that are not through yet. */
export async function listOpenSeeds(ctx: Context, olderThanMs = 0): Promise<string[]> {
  const before = new Date(ctx.now.getTime() - olderThanMs).toISOString();
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select s.id from seeds s join programmes p on p.id = s.programme_id
    where s.workspace_id = ${ctx.workspaceId} and s.finished_at is null and p.status <> 'paused'
      and s.started_at <= ${before}::timestamptz
    order by s.id`);
  return rows.map(({ id }) => id);
}
