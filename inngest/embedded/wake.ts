import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import type { FunctionPlan } from "./plans/configuration";
import { literal, rows } from "./rows";

const AT_ONCE = 500;
const ms = z.number().nullable();
const outlook = z.object({
  timerAtMs: ms,
  isJobDue: z.boolean(),
  jobInMs: ms,
  leaseEndsInMs: ms,
  hasBatches: z.boolean(),
});

const idleRow = z.object({ idle: z.boolean() });
const countRow = z.object({ count: z.number() });
const tokenRow = z.object({ token: z.string() });

/** What there is to wait for: the next sleep to end (business time), the next call to fall due and the next lease to run out (real time). */
export async function peek(db: Db): Promise<z.infer<typeof outlook>> {
  const [seen] = await rows(
    db,
    outlook,
    sql`select
      (select extract(epoch from min(wake_at))::float8 * 1000 from executor_steps where wake_at is not null) as "timerAtMs",
      exists (select 1 from executor_jobs where lease_token is null and due_at <= now()) as "isJobDue",
      (select extract(epoch from min(due_at) - now())::float8 * 1000 from executor_jobs where lease_token is null and due_at > now())
        as "jobInMs",
      (select extract(epoch from min(leased_until) - clock_timestamp())::float8 * 1000 from executor_jobs where lease_token is not null)
        as "leaseEndsInMs",
      exists (select 1 from executor_batch_items) as "hasBatches"`,
  );
  return seen ?? { timerAtMs: null, isJobDue: false, jobInMs: null, leaseEndsInMs: null, hasBatches: false };
}

/** Whether nothing can be done or is being done now: no call due or under way, no sleep over, no batch open. */
export async function isIdle(db: Db, plans: ReadonlyMap<string, FunctionPlan>, now: Date): Promise<boolean> {
  const [answer] = await rows(
    db,
    idleRow,
    sql`select not exists (
        select 1 from executor_jobs
        where (lease_token is not null or due_at <= clock_timestamp()) and fn_id = any(${sql.param([...plans.keys()])}::text[])
      ) and not exists (select 1 from executor_steps where wake_at <= ${now.toISOString()}::timestamptz)
        and not exists (
          select 1 from executor_batch_items where fn_id = any(${sql.param([...plans.keys()])}::text[])
        ) as idle`,
  );
  return answer?.idle ?? false;
}

/** Ends the sleeps whose business time has come and puts their runs in line; says how many it ended. */
export async function wakeSleepers(db: Db, now: Date): Promise<number> {
  const [woken] = await rows(
    db,
    countRow,
    sql`with due as materialized (
      select run_id, step_id from executor_steps where wake_at <= ${now.toISOString()}::timestamptz
      order by wake_at limit ${literal(AT_ONCE)} for update skip locked
    ), woken as (
      update executor_steps s
      set wake_at = null, memo = '{"type":"data","data":null}', completed_order = nextval('executor_completion')
      from due where s.run_id = due.run_id and s.step_id = due.step_id returning s.run_id
    ), queued as (
      insert into executor_jobs (run_id, step_id, fn_id, slots, generation)
      select r.id, 'step', r.fn_id, r.slots, 1 from executor_runs r
      where r.id in (select run_id from woken) and r.status = 'running' order by r.id for share
      on conflict (run_id, step_id) do update
        set generation = executor_jobs.generation + 1, due_at = least(executor_jobs.due_at, excluded.due_at)
    )
    select count(*)::int as count from woken`,
  );
  return woken?.count ?? 0;
}

/**
 * Puts calls whose process has not been heard of back in line; says how many there were. A process that knows itself alone
 * need not wait for the leases of a dead one.
 */
export async function recoverLeases(db: Db, isAlone = false): Promise<number> {
  const lost = await db.execute(sql`update executor_jobs j
    set lease_token = null, leased_until = null, faults = faults + 1, due_at = clock_timestamp()
    from (select run_id, step_id from executor_jobs
      where lease_token is not null and (${isAlone} or leased_until < clock_timestamp()) for update skip locked) as lost
    where j.run_id = lost.run_id and j.step_id = lost.step_id returning 1`);
  return lost.rows.length;
}

/** Renews leases; answers with those that are still ours. */
export async function renewLeases(db: Db, tokens: string[], leaseMs: number): Promise<Set<string>> {
  const kept = await rows(
    db,
    tokenRow,
    sql`update executor_jobs set leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
      where lease_token = any(${sql.param(tokens)}::text[]) returning lease_token as token`,
  );
  return new Set(kept.map((row) => row.token));
}
