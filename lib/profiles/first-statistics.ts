import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db";

const ENOUGH_EVENTS = 200;
let applied = 0;
let isLookedAfter = false;

/**
 * Has the database look at the tables of names once a young workspace has grown: until it has, it cannot tell the index that finds one
 * address from those that hold everybody, and reads everybody for each. Once a process; afterwards autovacuum keeps the figures.
 */
export async function makeFirstStatistics(db: Db, events: number): Promise<void> {
  applied += events;
  if (isLookedAfter || applied < ENOUGH_EVENTS) return;
  isLookedAfter = true;
  const { rows } = await db.execute(sql`
    select 1 from pg_class where oid in ('people'::regclass, 'identities'::regclass) and reltuples < 0`);
  if (rows.length > 0) await db.execute(sql`analyze people, identities`);
}
