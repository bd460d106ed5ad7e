import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db";
import { literal } from "./rows";

const AT_ONCE = 1000;

/** Deletes runs that ended, and event ids that were received, longer ago than this, in small bites. */
export async function prune(db: Db, olderThanMs: number): Promise<void> {
  const limit = sql`clock_timestamp() - ${olderThanMs} * interval '1 millisecond'`;
  await untilNoneLeft(
    db,
    sql`with old as materialized (
      select id from executor_runs where ended_at < ${limit} order by ended_at limit ${literal(AT_ONCE)} for update skip locked
    ), steps as (delete from executor_steps s using old where s.run_id = old.id
    ), jobs as (delete from executor_jobs j using old where j.run_id = old.id
    ), cancels as (delete from executor_cancels c using old where c.run_id = old.id)
    delete from executor_runs r using old where r.id = old.id returning 1`,
  );
  await untilNoneLeft(
    db,
    sql`with old as materialized (
      select id from executor_event_ids where received_at < ${limit} order by received_at limit ${literal(AT_ONCE)} for update skip locked
    )
    delete from executor_event_ids e using old where e.id = old.id returning 1`,
  );
}

async function untilNoneLeft(db: Db, statement: SQL): Promise<void> {
  while ((await db.execute(statement)).rows.length === AT_ONCE);
}
