import type { Db } from "@/db";
import { type Caller, introspect } from "./calls/protocol";
import { createInbox } from "./intake/inbox";
import type { IncomingEvent } from "./intake/incoming-event";
import { ingest } from "./intake/ingest";
import type { Log } from "./log";
import { createLoop } from "./loop";
import { type FunctionPlan, planFunctions } from "./plans/configuration";
import { prune } from "./prune";
import { peek } from "./wake";

export interface ExecutorOptions extends Caller {
  db: Db;
  eventKey: string;
  /** Business clock: sleeps and crons follow it, and it may jump. */
  now: () => Date;
  log: Log;
  /** No other process works on this database, so whatever is leased when this one starts was a dead one's. */
  isAlone?: boolean;
  /** How many calls this process makes at once. */
  concurrency?: number;
  leaseMs?: number;
  pollMs?: number;
  firstBackoffMs?: number;
  retentionMs?: number;
}

export interface Executor {
  /** For `new Inngest({ fetch })`: takes in what the client sends. */
  fetch: typeof globalThis.fetch;
  /** Reads the functions, refuses what is not supported by name, then runs until stopped. */
  start(): Promise<void>;
  /** Takes no more work and waits for what is under way. */
  stop(): Promise<void>;
  /** Look at once: the clock was moved, or somebody else wrote something. */
  kick(): void;
  /** When the earliest sleep ends, in business time; crons are not counted. */
  nextTimerAt(): Promise<Date | null>;
  /** Whether nothing can be done or is being done now; a retry that waits for its back-off does not count. */
  isQuiet(): Promise<boolean>;
  /** Whether a call that failed is tried again within so long, in real time. */
  retriesWithin(ms: number): Promise<boolean>;
  /** Closes open batches early and resolves when everything is quiet. */
  drain(): Promise<void>;
  /** Deletes runs that ended, and ids of events received, longer ago than this. */
  prune(olderThanMs: number): Promise<void>;
}

const PRUNE_EVERY_MS = 600_000;
const DRAIN_LOOK_MS = 25;
const DAY_MS = 86_400_000;

/** A small durable executor of Inngest functions inside this process, with its state in PostgreSQL. */
export function createExecutor(options: ExecutorOptions): Executor {
  const {
    db,
    log,
    isAlone = false,
    concurrency = 8,
    leaseMs = 10_000,
    pollMs = 400,
    firstBackoffMs = 1_000,
    retentionMs = DAY_MS,
  } = options;
  const loop = createLoop({
    db,
    caller: options,
    now: options.now,
    log,
    isAlone,
    concurrency,
    leaseMs,
    pollMs,
    firstBackoffMs,
  });
  let known: Promise<ReadonlyMap<string, FunctionPlan>> | undefined;
  let broom: NodeJS.Timeout | undefined;

  function functions() {
    known ??= introspect(options).then(
      (found) => new Map(planFunctions(found).map((plan) => [plan.id, plan])),
    );
    known.catch(() => {
      known = undefined;
    });
    return known;
  }

  async function take(events: IncomingEvent[]) {
    const plans = await functions();
    const kept: string[] = [];
    const reserve = (slots: readonly string[]) => {
      const token = loop.reserve(plans, slots);
      if (token) kept.push(token);
      return token;
    };
    try {
      const { leased, inLine, held } = await ingest(db, [...plans.values()], events, {
        reserve,
        ms: leaseMs,
      });
      for (const job of leased) loop.begin(plans, job);
      if (held > 0) loop.look();
      else if (inLine.length > 0) loop.ring(plans, inLine);
    } finally {
      for (const token of kept) loop.giveBack(token);
    }
  }

  function sweep() {
    prune(db, retentionMs).catch((error: unknown) =>
      log("warn", "Old runs could not be deleted.", { error }),
    );
  }

  return {
    fetch: createInbox({ eventKey: options.eventKey, take, log }),
    async start() {
      if (loop.isRunning()) return;
      await loop.start(await functions());
      broom = setInterval(sweep, PRUNE_EVERY_MS).unref();
    },
    async stop() {
      clearInterval(broom);
      await loop.stop();
    },
    kick: loop.look,
    async nextTimerAt() {
      const { timerAtMs } = await peek(db);
      return timerAtMs === null ? null : new Date(timerAtMs);
    },
    isQuiet: async () => loop.isQuiet(await functions()),
    async retriesWithin(ms: number) {
      const { jobInMs } = await peek(db);
      return jobInMs !== null && jobInMs <= ms;
    },
    async drain() {
      do {
        if (!loop.isRunning()) throw new Error("The executor does not run, so it cannot be drained.");
        await loop.flush(DRAIN_LOOK_MS);
      } while (!(await loop.isQuiet(await functions())));
    },
    prune: (olderThanMs) => prune(db, olderThanMs),
  };
}
