import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import { rows } from "../rows";
import type { Claimed } from "./claim";

/** A step that the SDK reported: done (memo), asleep (wakeAt) or planned (neither). */
export interface Reported {
  stepId: string;
  name: string;
  memo: unknown;
  wakeAt: Date | null;
  race: boolean;
}

const progressRow = z.object({
  held: z.number(),
  gone: z.number(),
  added: z.number(),
  generation: z.number().nullable(),
});
const queuedRow = z.object({ generation: z.number(), token: z.string().nullable() });
const endedRow = z.object({ id: z.string() });

const lease = (leaseMs: number): SQL => sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;
const mine = (job: Claimed): SQL =>
  sql`run_id = ${job.runId} and step_id = ${job.stepId} and lease_token = ${job.token}`;
// Only an object can be a memo, so SQL's null and JSON's null never meet.
const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

/**
 * Writes what a replay reported. "continue": go on with what is known; "reload": go on after reading anew, as there is news;
 * "released": nothing to do until a step is done; "lost": the lease is another's, the result was discarded.
 */
export async function progress(db: Db, job: Claimed, steps: Reported[], leaseMs: number) {
  const doneCount = steps.filter((step) => step.memo !== null).length;
  const goesOn = doneCount > 0;
  const [row] = await rows(
    db,
    progressRow,
    sql`with held as (
      select run_id, fn_id, slots from executor_jobs where ${mine(job)} for update
    ), given as (
      select * from unnest(
        ${sql.param(steps.map((s) => s.stepId))}::text[], ${sql.param(steps.map((s) => s.name))}::text[],
        ${sql.param(steps.map((s) => json(s.memo)))}::json[], ${sql.param(steps.map((s) => s.wakeAt?.toISOString() ?? null))}::timestamptz[],
        ${sql.param(steps.map((s) => s.race))}::boolean[]
      ) as g(step_id, name, memo, wake_at, race)
    ), added as (
      insert into executor_steps (run_id, step_id, name, memo, wake_at, race, completed_order)
      select held.run_id, g.step_id, g.name, g.memo, g.wake_at, g.race, case when g.memo is not null then nextval('executor_completion') end
      from held, given g
      on conflict do nothing
      returning step_id, memo is null and wake_at is null as planned, memo is not null as done
    ), queued as (
      insert into executor_jobs (run_id, step_id, fn_id, slots, generation)
      select held.run_id, added.step_id, held.fn_id, held.slots, 1 from held, added where added.planned
    ), gone as (
      delete from executor_jobs j using held
      where j.run_id = held.run_id and j.step_id = 'step' and not ${goesOn}::boolean and j.generation = ${job.generation} returning 1
    ), kept as (
      update executor_jobs j set attempt = 0, faults = 0, generation = j.generation + ${goesOn ? 1 : 0}, leased_until = ${lease(leaseMs)}
      from held where j.run_id = held.run_id and j.step_id = 'step' and (${goesOn}::boolean or j.generation <> ${job.generation})
      returning j.generation
    )
    select (select count(*)::int from held) as held, (select count(*)::int from gone) as gone,
      (select count(*)::int from added where done) as added, (select generation from kept) as generation`,
  );
  if (!row || row.held === 0) return { next: "lost" as const, generation: job.generation };
  if (row.gone > 0) return { next: "released" as const, generation: job.generation };
  const generation = row.generation ?? job.generation;
  const asExpected = row.added === doneCount && generation === job.generation + 1;
  return { next: goesOn && asExpected ? ("continue" as const) : ("reload" as const), generation };
}

/** Writes the result of one parallel step. The run goes on, here if possible, once no other of its steps is being run. */
export async function completeStep(db: Db, job: Claimed, memo: unknown, leaseMs: number) {
  return db.transaction(async (tx) => {
    const held = await tx.execute(sql`select 1 from executor_jobs where ${mine(job)} for update`);
    if (held.rows.length === 0) return { next: "lost" as const, generation: 0 };
    // Two steps that end at once must see each other, else each leaves it to the other to go on.
    await tx.execute(sql`select 1 from executor_runs where id = ${job.runId} for update`);
    const [row] = await rows(
      tx,
      queuedRow,
      sql`with done as (
        update executor_steps set memo = ${json(memo)}::json, completed_order = nextval('executor_completion')
        where run_id = ${job.runId} and step_id = ${job.stepId} returning race
      ), gone as (
        delete from executor_jobs where ${mine(job)} returning fn_id, slots
      )
      insert into executor_jobs (run_id, step_id, fn_id, slots, generation, lease_token, leased_until)
      select ${job.runId}, 'step', gone.fn_id, gone.slots, 1, ${job.token}, ${lease(leaseMs)} from gone, done
      where done.race or not exists (
        select 1 from executor_jobs o where o.run_id = ${job.runId} and o.step_id <> 'step' and o.step_id <> ${job.stepId}
      )
      on conflict (run_id, step_id) do update
        set generation = executor_jobs.generation + 1, due_at = least(executor_jobs.due_at, excluded.due_at)
      returning generation, lease_token as token`,
    );
    return row?.token === job.token
      ? { next: "reload" as const, generation: row.generation }
      : { next: "released" as const, generation: 0 };
  });
}

/** Ends a run. False means that the lease was lost and nothing was written. */
export async function endRun(
  db: Db,
  job: Claimed,
  status: "completed" | "failed",
  result: unknown,
): Promise<boolean> {
  const text = JSON.stringify(result ?? null);
  const [ended] = await rows(
    db,
    endedRow,
    sql`with held as (
      delete from executor_jobs where ${mine(job)} returning run_id
    ), ended as (
      update executor_runs set status = ${status}, ended_at = clock_timestamp(),
        output = case when ${status}::text = 'completed' then ${text}::json end, error = case when ${status}::text = 'failed' then ${text}::json end
      from held where executor_runs.id = held.run_id returning executor_runs.id
    ), jobs as (delete from executor_jobs j using held where j.run_id = held.run_id and j.step_id <> ${job.stepId}
    ), steps as (delete from executor_steps s using held where s.run_id = held.run_id and s.memo is null
    ), cancels as (delete from executor_cancels c using held where c.run_id = held.run_id)
    select id from ended`,
  );
  return ended !== undefined;
}

/** Forgets a call that nobody needs any more. */
export async function drop(db: Db, job: Claimed): Promise<void> {
  await db.execute(sql`delete from executor_jobs where ${mine(job)}`);
}

/** Gives a call back, to be made again after a while of real time. */
export async function release(db: Db, job: Claimed, afterMs: number): Promise<void> {
  await db.execute(sql`update executor_jobs
    set lease_token = null, leased_until = null, attempt = ${job.attempt}, faults = ${job.faults},
      due_at = clock_timestamp() + ${afterMs} * interval '1 millisecond'
    where ${mine(job)}`);
}
