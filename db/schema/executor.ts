import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

// Tables of the embedded executor (inngest/embedded). They belong to no workspace.
// JSON is kept as json, not jsonb: it is only handed back, and jsonb refuses the NUL characters that step results may contain.

/** Real time by the database's clock, finer than the product's instants: what is due now must not round into the future. */
const realTime = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** The order in which steps were completed: the SDK replays their results in this order. */
export const executorCompletion = pgSequence("executor_completion");

/** An event that somebody took, so that the same id starts nothing twice. */
export const executorEventIds = pgTable(
  "executor_event_ids",
  {
    id: text("id").primaryKey(),
    receivedAt: realTime("received_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index("executor_event_ids_age").on(t.receivedAt)],
);

/** One run of a function, with the event or the batch of events that started it. */
export const executorRuns = pgTable(
  "executor_runs",
  {
    id: text("id").primaryKey(),
    fnId: text("fn_id").notNull(),
    events: json("events").notNull(),
    /** What the run counts against: one entry for each concurrency limit of its function, the key's value included. */
    slots: text("slots").array().notNull().default(sql`'{}'`),
    idempotencyKey: text("idempotency_key"),
    status: text("status")
      .$type<"running" | "completed" | "failed" | "cancelled">()
      .notNull()
      .default("running"),
    output: json("output"),
    error: json("error"),
    startedAt: realTime("started_at").notNull().default(sql`clock_timestamp()`),
    endedAt: realTime("ended_at"),
  },
  (t) => [
    // A function with an idempotency key runs once for each value of it.
    uniqueIndex("executor_runs_idempotency")
      .on(t.fnId, t.idempotencyKey)
      .where(sql`idempotency_key is not null`),
    index("executor_runs_ended").on(t.endedAt).where(sql`ended_at is not null`),
  ],
);

/** One step of a run: planned or asleep while it has no memo, done once it has one. */
export const executorSteps = pgTable(
  "executor_steps",
  {
    runId: text("run_id").notNull(),
    stepId: text("step_id").notNull(),
    name: text("name").notNull(),
    /** What the SDK is told about the step when it replays the function. */
    memo: json("memo"),
    completedOrder: bigint("completed_order", { mode: "number" }),
    /** Business time at which a sleep ends. */
    wakeAt: realTime("wake_at"),
    /** Whether the run goes on when this step alone is done, instead of when all parallel steps are. */
    race: boolean("race").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.stepId] }),
    index("executor_steps_wake").on(t.wakeAt).where(sql`wake_at is not null`),
  ],
);

/** A call of the SDK that is to be made: "step" replays the function, anything else runs that one step. */
export const executorJobs = pgTable(
  "executor_jobs",
  {
    runId: text("run_id").notNull(),
    stepId: text("step_id").notNull(),
    fnId: text("fn_id").notNull(),
    slots: text("slots").array().notNull(),
    attempt: integer("attempt").notNull().default(0),
    /** Leases lost and calls that never got an answer since the last progress. */
    faults: integer("faults").notNull().default(0),
    /** Grows whenever there is news for the run, so that a replay under way knows that it saw old facts. */
    generation: integer("generation").notNull().default(0),
    dueAt: realTime("due_at").notNull().default(sql`clock_timestamp()`),
    /** Who is doing it now; whoever holds another token, or none, may not write a result. */
    leaseToken: text("lease_token"),
    leasedUntil: realTime("leased_until"),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.stepId] }),
    index("executor_jobs_ready").on(t.dueAt).where(sql`lease_token is null`),
    index("executor_jobs_leased").on(t.leasedUntil).where(sql`lease_token is not null`),
  ],
);

/** What would cancel a run: function, rule and the matched value in one key, so that an event finds its runs by index. */
export const executorCancels = pgTable(
  "executor_cancels",
  {
    lookup: text("lookup").notNull(),
    runId: text("run_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.lookup, t.runId] }), index("executor_cancels_run").on(t.runId)],
);

/** An event that waits for its batch to fill up or to time out. */
export const executorBatchItems = pgTable(
  "executor_batch_items",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    fnId: text("fn_id").notNull(),
    batchKey: text("batch_key").notNull(),
    event: json("event").notNull(),
    receivedAt: realTime("received_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index("executor_batch_items_batch").on(t.fnId, t.batchKey, t.id)],
);

/** The last tick of a cron that some process has fired: no tick is fired twice. */
export const executorCrons = pgTable(
  "executor_crons",
  {
    fnId: text("fn_id").notNull(),
    cron: text("cron").notNull(),
    /** Business time. */
    lastTickAt: realTime("last_tick_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.fnId, t.cron] })],
);
