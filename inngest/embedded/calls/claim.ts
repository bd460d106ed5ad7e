import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import type { FunctionPlan } from "../plans/configuration";
import { literal, rows } from "../rows";

const claimed = z.object({
  runId: z.string(),
  stepId: z.string(),
  fnId: z.string(),
  attempt: z.number(),
  faults: z.number(),
  generation: z.number(),
  token: z.string(),
  /** False if the run ended at the very moment at which something put it in line again. */
  isOpen: z.boolean(),
  events: z.array(z.unknown()),
  /** What it counts against. */
  slots: z.array(z.string()),
});
/** A call that is ours to make while the lease lasts. */
export type Claimed = z.infer<typeof claimed>;

const candidateRow = z.object({ run_id: z.string(), step_id: z.string(), slots: z.array(z.string()) });
const glanceRow = z.object({ waiting: z.boolean(), busy: z.record(z.string(), z.number()) });
const memoRow = z.object({ step_id: z.string(), memo: z.unknown() });

const CLAIM_LOCK = 7_461_001;
const CANDIDATES_EACH = 4;

interface ClaimOptions {
  count: number;
  leaseMs: number;
  /** Slot -> how many calls under way count against it, of a process that knows itself alone; null: the database has to say. */
  busy: ReadonlyMap<string, number> | null;
}

interface Taken {
  jobs: Claimed[];
  /** Others may be due as well, so that it is worth asking again soon. */
  hasMore: boolean;
  /** The slots that take no more: others may be due that wait for one of them. */
  full: string[];
}
const NOTHING: Taken = { jobs: [], hasMore: false, full: [] };

/**
 * Takes up to `count` due calls for this process, oldest first, never more at once than the functions' limits allow.
 * A process that knows itself alone waits for nobody.
 */
export async function claim(
  db: Db,
  plans: ReadonlyMap<string, FunctionPlan>,
  { count, leaseMs, busy }: ClaimOptions,
): Promise<Taken> {
  const known = sql.param([...plans.keys()]);
  const due = sql`lease_token is null and due_at <= clock_timestamp() and fn_id = any(${known}::text[])`;
  if (![...plans.values()].some((plan) => plan.limits.length > 0)) {
    const oldest = sql`select run_id, step_id from executor_jobs where ${due} order by due_at limit ${literal(count)} for update skip locked`;
    const jobs = await take(db, oldest, leaseMs);
    return { jobs, hasMore: jobs.length === count, full: [] };
  }
  if (busy) return choose(db, plans, { due, busy: new Map(busy), count, leaseMs });
  // Most of the time there is nothing to claim: that is seen without waiting for anybody.
  if (!(await glance(db, due)).isWaiting) return NOTHING;
  return db.transaction(async (tx) => {
    // Counting and taking must see the same world, so processes claim one after the other.
    await tx.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`);
    const seen = await glance(tx, due);
    return choose(tx, plans, { due, busy: seen.busy, count, leaseMs });
  });
}

interface Choice {
  due: SQL;
  /** Slot -> how many calls under way count against it. */
  busy: Map<string, number>;
  count: number;
  leaseMs: number;
}

async function choose(
  db: Db,
  plans: ReadonlyMap<string, FunctionPlan>,
  { due, busy, count, leaseMs }: Choice,
): Promise<Taken> {
  const fullSlots = () => [...busy.keys()].filter((slot) => isFull(plans, busy, slot));
  const candidates = await rows(
    db,
    candidateRow,
    sql`select run_id, step_id, slots from executor_jobs where ${due} and not (slots && ${sql.param(fullSlots())}::text[])
      order by due_at limit ${literal(count * CANDIDATES_EACH)} for update skip locked`,
  );
  const chosen: typeof candidates = [];
  for (const candidate of candidates) {
    if (chosen.length === count) break;
    if (candidate.slots.some((slot) => isFull(plans, busy, slot))) continue;
    for (const slot of candidate.slots) busy.set(slot, (busy.get(slot) ?? 0) + 1);
    chosen.push(candidate);
  }
  const hasMore = candidates.length === count * CANDIDATES_EACH;
  const full = fullSlots();
  if (chosen.length === 0) return { jobs: [], hasMore, full };
  const runIds = sql.param(chosen.map((job) => job.run_id));
  const stepIds = sql.param(chosen.map((job) => job.step_id));
  const picked = sql`select * from unnest(${runIds}::text[], ${stepIds}::text[]) as chosen(run_id, step_id)`;
  const jobs = await take(db, picked, leaseMs);
  // What was chosen and is gone by now has kept others waiting.
  return { jobs, hasMore: hasMore || jobs.length < chosen.length, full };
}

function take(db: Db, picked: SQL, leaseMs: number): Promise<Claimed[]> {
  return rows(
    db,
    claimed,
    sql`with picked as materialized (${picked}), taken as (
      update executor_jobs j
      set lease_token = gen_random_uuid()::text, leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
      from picked where j.run_id = picked.run_id and j.step_id = picked.step_id and j.lease_token is null
      returning j.*
    )
    select t.run_id as "runId", t.step_id as "stepId", t.fn_id as "fnId", t.attempt, t.faults, t.generation, t.lease_token as token,
      r.status = 'running' as "isOpen", r.events, t.slots
    from taken t join executor_runs r on r.id = t.run_id order by t.due_at`,
  );
}

/** Whether anything is due, and what is under way. */
async function glance(db: Db, due: SQL): Promise<{ isWaiting: boolean; busy: Map<string, number> }> {
  const [seen] = await rows(
    db,
    glanceRow,
    sql`select exists (select 1 from executor_jobs where ${due}) as waiting,
      (select coalesce(json_object_agg(slot, used), '{}') from (
        select slot, count(*)::int as used from executor_jobs, unnest(slots) as slot where lease_token is not null group by slot
      ) as busy) as busy`,
  );
  return { isWaiting: seen?.waiting ?? false, busy: new Map(Object.entries(seen?.busy ?? {})) };
}

/** Whether as many calls are under way as the limit behind a slot allows. A slot is "function|number of the limit|value". */
export function isFull(
  plans: ReadonlyMap<string, FunctionPlan>,
  busy: ReadonlyMap<string, number>,
  slot: string,
): boolean {
  const [fnId = "", i = ""] = slot.split("|");
  const limit = plans.get(fnId)?.limits[Number(i)]?.limit ?? Number.POSITIVE_INFINITY;
  return (busy.get(slot) ?? 0) >= limit;
}

/** What a run has done so far, in order, and whether something of it is still open. */
export async function loadMemos(
  db: Db,
  runId: string,
): Promise<{ memos: Map<string, unknown>; hasPending: boolean }> {
  const steps = await rows(
    db,
    memoRow,
    sql`select step_id, memo from executor_steps where run_id = ${runId} order by completed_order, step_id`,
  );
  const done = steps.filter((step) => step.memo !== null);
  return {
    memos: new Map(done.map((step) => [step.step_id, step.memo])),
    hasPending: done.length < steps.length,
  };
}
