import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db";

const BATCH = 10_000;

/** Forgets message IDs after 30 days, rejected items after a week and what the sweeps found after 30 days, a batch at a time. */
export async function pruneEvents(db: Db, now: Date): Promise<void> {
  for (const [table, column, days] of [
    ["event_dedupe", "received_at", 30],
    ["rejected_events", "received_at", 7],
    ["sweep_finds", "found_at", 30],
  ] as const) {
    const before = new Date(now.getTime() - days * 86_400_000).toISOString();
    for (let deleted = BATCH; deleted === BATCH; ) {
      const { rows } = await db.execute(sql`
        delete from ${sql.identifier(table)} where ctid in (
          select ctid from ${sql.identifier(table)} where ${sql.identifier(column)} < ${before}::timestamptz limit ${BATCH})
        returning 1`);
      deleted = rows.length;
    }
  }
}
