import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import type { FunctionPlan } from "../plans/configuration";
import { rows } from "../rows";
import { newRunId, slotsOf } from "./ingest";

const BATCH_LOCK = 7_461_002;
const lockRow = z.object({ ours: z.boolean() });
const openRow = z.object({ fnId: z.string(), key: z.string(), count: z.number(), ageMs: z.number() });
const itemRow = z.object({ id: z.number(), event: z.unknown() });

/** Turns full batches, timed-out ones, or with `early` all of them into runs. Answers when the next one times out, in real ms. */
export async function closeBatches(db: Db, plans: ReadonlyMap<string, FunctionPlan>, early: boolean) {
  return db.transaction(async (tx) => {
    const taken = await rows(tx, lockRow, sql`select pg_try_advisory_xact_lock(${BATCH_LOCK}) as ours`);
    if (!taken[0]?.ours) return { started: 0, nextInMs: null };
    const open = await rows(
      tx,
      openRow,
      sql`select fn_id as "fnId", batch_key as key, count(*)::int as count,
          extract(epoch from clock_timestamp() - min(received_at))::float8 * 1000 as "ageMs"
        from executor_batch_items group by fn_id, batch_key`,
    );
    let started = 0;
    let nextInMs: number | null = null;
    for (const { fnId, key, count, ageMs } of open) {
      const plan = plans.get(fnId);
      if (!plan?.batch) continue;
      const { maxSize, timeoutMs } = plan.batch;
      const isOver = early || ageMs >= timeoutMs;
      const batches = isOver ? Math.ceil(count / maxSize) : Math.floor(count / maxSize);
      for (let i = 0; i < batches; i++) await startBatch(tx, plan, key, maxSize);
      started += batches;
      if (!isOver && count > batches * maxSize) nextInMs = Math.min(nextInMs ?? timeoutMs, timeoutMs - ageMs);
    }
    return { started, nextInMs };
  });
}

async function startBatch(tx: Db, plan: FunctionPlan, key: string, maxSize: number): Promise<void> {
  const items = await rows(
    tx,
    itemRow,
    sql`with first as (
      select id from executor_batch_items where fn_id = ${plan.id} and batch_key = ${key} order by id limit ${maxSize}
    )
    delete from executor_batch_items i using first where i.id = first.id returning i.id, i.event`,
  );
  if (items.length === 0) return;
  const events = items.sort((a, b) => a.id - b.id).map((item) => item.event);
  const slots = sql.param(slotsOf(plan, events[0]));
  await tx.execute(sql`with started as (
      insert into executor_runs (id, fn_id, events, slots)
      values (${newRunId()}, ${plan.id}, ${JSON.stringify(events)}::json, ${slots}::text[]) returning id, fn_id, slots
    )
    insert into executor_jobs (run_id, step_id, fn_id, slots) select id, 'step', fn_id, slots from started`);
}
