import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { WatchRecord } from "@/lib/enrolments/schema";

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
