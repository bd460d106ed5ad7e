import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import { rows } from "../rows";

const runRow = z.object({ run_id: z.string() });

/** Ends the runs that wait under one of these keys; results still on their way are discarded. Runs in a transaction. */
export async function cancelRuns(tx: Db, lookups: string[], exceptRunIds: string[]): Promise<void> {
  const found = await rows(
    tx,
    runRow,
    sql`select distinct run_id from executor_cancels
      where lookup = any(${sql.param(lookups)}::text[]) and not (run_id = any(${sql.param(exceptRunIds)}::text[]))`,
  );
  if (found.length === 0) return;
  const ids = sql.param(found.map((row) => row.run_id));
  // Jobs before runs, in one order, as everyone else does. With both locked, no sleep that ends now puts a run in line again.
  await tx.execute(
    sql`select 1 from executor_jobs where run_id = any(${ids}::text[]) order by run_id, step_id for update`,
  );
  await tx.execute(sql`select 1 from executor_runs where id = any(${ids}::text[]) order by id for update`);
  await tx.execute(sql`with ended as (
      update executor_runs set status = 'cancelled', ended_at = clock_timestamp()
      where id = any(${ids}::text[]) and status = 'running' returning id
    ), jobs as (delete from executor_jobs j using ended where j.run_id = ended.id
    ), steps as (delete from executor_steps s using ended where s.run_id = ended.id and s.memo is null)
    delete from executor_cancels c using ended where c.run_id = ended.id`);
}
