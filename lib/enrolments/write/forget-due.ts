import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

type Due = { programme_id: string; customer_id: string };

/** A due watch that the look did not move (its customer is gone, or the programme) must not come up for ever. */
export async function forgetDue(ctx: Context, rows: readonly Due[]): Promise<void> {
  await ctx.db.execute(sql`
    update watches w set due_at = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(programme_id text, customer_id text)
    where w.workspace_id = ${ctx.workspaceId} and w.programme_id = r.programme_id and w.customer_id = r.customer_id
      and w.due_at <= ${ctx.now.toISOString()}::timestamptz`);
}
