import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db";

const BATCH = 500;

export interface OutboxRow {
  id: number;
  name: string;
  data: Record<string, unknown>;
}

/**
 * Hands committed announcements to the engine, oldest first, and forgets those it took. One that was handed over twice carries the same id.
 * Returns how many were handed over.
 */
export async function relayAnnouncements(
  db: Db,
  send: (rows: readonly OutboxRow[]) => Promise<void>,
): Promise<number> {
  let relayed = 0;
  for (;;) {
    // Most of the time nothing waits, and one look tells.
    const { rows: waiting } = await db.execute(sql`select 1 from announcement_outbox limit 1`);
    if (waiting.length === 0) return relayed;
    const taken = await db.transaction(async (tx) => {
      const { rows } = await tx.execute<{ id: number; name: string; data: Record<string, unknown> }>(sql`
        delete from announcement_outbox where id in (
          select id from announcement_outbox order by id limit ${BATCH} for update skip locked)
        returning id, name, data`);
      if (rows.length > 0) await send([...rows].sort((a, b) => a.id - b.id));
      return rows.length;
    });
    relayed += taken;
    if (taken < BATCH) return relayed;
  }
}
