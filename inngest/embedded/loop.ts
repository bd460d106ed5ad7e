import { isDatabaseUnavailable } from "@/db/unavailable";
import { createCalls } from "./calls/calls";
import { type Claimed, claim } from "./calls/claim";
import { work } from "./calls/worker";
import type { WorkerSettings } from "./calls/worker-settings";
import { closeBatches } from "./intake/batches";
import { cronTicker } from "./intake/crons";
import type { FunctionPlan } from "./plans/configuration";
import { createSignal } from "./signal";
import { isIdle, peek, recoverLeases, renewLeases, wakeSleepers } from "./wake";

export type LoopSettings = Omit<WorkerSettings, "plans" | "isStopping" | "onQueued" | "onSleep"> & {
  concurrency: number;
  pollMs: number;
  isAlone: boolean;
};

type Plans = ReadonlyMap<string, FunctionPlan>;

const STOP_WITHIN_MS = 5_000;
const LONGEST_OUTAGE_WAIT_MS = 2_000;
const CLAIM_PAUSE_MS = 20;

/** The heart of the executor: sees what is due, claims it and hands it to workers, over and over until stopped. */
export function createLoop(settings: LoopSettings) {
  const { db, now, log, concurrency, leaseMs, pollMs, isAlone } = settings;
  const signal = createSignal();
  const calls = createCalls(concurrency);
  const crons = cronTicker(db, now);
  let pump: Promise<void> | undefined;
  let heart: NodeJS.Timeout | undefined;
  let isStopping = false;
  let isLookWanted = true;
  let isFlushWanted = false;
  let isBacklogged = false;
  let isClaiming = false;
  /** What became free while a claim is under way. */
  const freedSlots = new Set<string>();
  /** Whether something may be in line. Alone, this process knows of everything that was put there. */
  let isLineOpen = true;
  /** The full slots that something in line may wait for: it goes on when a call that counts against one of them ends. */
  const heldBackBy = new Set<string>();
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let claimedAtMs = Number.NEGATIVE_INFINITY;
  let outages = 0;
  /** When the next sleep ends, by the business clock, and when the next call is due, in real time. */
  let timerAtMs = Number.POSITIVE_INFINITY;
  let jobAtMs = Number.POSITIVE_INFINITY;

  function look() {
    isLookWanted = true;
    isLineOpen = true;
    signal.raise();
  }

  function onQueued(inMs: number) {
    if (inMs > 0) jobAtMs = Math.min(jobAtMs, performance.now() + inMs);
    else isLineOpen = true;
    signal.raise();
  }

  function onSleep(wakeAt: Date) {
    if (wakeAt.getTime() >= timerAtMs) return;
    timerAtMs = wakeAt.getTime();
    signal.raise();
  }

  /** Sees what has become due: crons, sleeps, leases, batches. */
  async function lookAround(plans: Plans) {
    const early = isFlushWanted;
    isLookWanted = false;
    isFlushWanted = false;
    timerAtMs = Number.POSITIVE_INFINITY;
    jobAtMs = Number.POSITIVE_INFINITY;
    lookedAtMs = performance.now();
    if (crons.isDue()) await crons.fireDue([...plans.values()]);
    const seen = await peek(db);
    timerAtMs = Math.min(timerAtMs, seen.timerAtMs ?? Number.POSITIVE_INFINITY);
    const woken = timerAtMs <= now().getTime() ? await wakeSleepers(db, now()) : 0;
    const recovered = seen.leaseEndsInMs !== null && seen.leaseEndsInMs < 0 ? await recoverLeases(db) : 0;
    const batches = seen.hasBatches ? await closeBatches(db, plans, early) : { started: 0, nextInMs: null };
    for (const inMs of [seen.jobInMs, seen.leaseEndsInMs, batches.nextInMs]) {
      if (inMs !== null && inMs > 0) jobAtMs = Math.min(jobAtMs, performance.now() + inMs);
    }
    if (woken + recovered + batches.started > 0) isLookWanted = true;
    if (isLookWanted || seen.isJobDue) isLineOpen = true;
  }

  function begin(plans: Plans, job: Claimed) {
    const done = work({ ...settings, plans, isStopping: () => isStopping, onQueued, onSleep }, job).catch(
      (error: unknown) => {
        log("error", `The executor could not finish a call of ${job.fnId}.`, { runId: job.runId, error });
      },
    );
    calls.begin(job, done, freed);
  }

  /** A place is free again: whoever it kept waiting may go on. */
  function freed(slots: readonly string[]) {
    if (isClaiming) for (const slot of slots) freedSlots.add(slot);
    if (slots.some((slot) => heldBackBy.has(slot))) isLineOpen = true;
    signal.raise();
  }

  async function claimSome(plans: Plans) {
    if (isAlone && !isLineOpen) return;
    const free = calls.free();
    // With a backlog, several are claimed at a time: one claim for each would cost as much as the work.
    const isTooSoon =
      isBacklogged && free < concurrency / 2 && performance.now() - claimedAtMs < CLAIM_PAUSE_MS;
    if (free <= 0 || isTooSoon) return;
    claimedAtMs = performance.now();
    isLineOpen = false;
    // Until what was taken is under way, no other place is given away.
    isClaiming = true;
    freedSlots.clear();
    heldBackBy.clear();
    try {
      const taken = await claim(db, plans, { count: free, leaseMs, busy: isAlone ? calls.busy : null });
      isBacklogged = taken.hasMore;
      for (const slot of taken.full) heldBackBy.add(slot);
      // Where all free places were taken, others may wait for the next one.
      const isFreed = [...heldBackBy].some((slot) => freedSlots.has(slot));
      if (taken.hasMore || taken.jobs.length === free || isFreed) isLineOpen = true;
      for (const job of taken.jobs) begin(plans, job);
    } catch (error) {
      isLineOpen = true;
      throw error;
    } finally {
      isClaiming = false;
    }
  }

  async function round(plans: Plans) {
    const isSomethingDue =
      timerAtMs <= now().getTime() ||
      jobAtMs <= performance.now() ||
      performance.now() - lookedAtMs >= pollMs;
    if (isLookWanted || isSomethingDue) await lookAround(plans);
    await claimSome(plans);
  }

  function restMs(): number {
    if (isLookWanted) return 0;
    const usual = isBacklogged && calls.free() > 0 ? CLAIM_PAUSE_MS : pollMs;
    return Math.max(1, Math.min(usual, timerAtMs - now().getTime(), jobAtMs - performance.now()));
  }

  async function run(plans: Plans) {
    while (!isStopping) {
      try {
        await round(plans);
        if (outages > 0) log("info", "The executor is at work again.");
        outages = 0;
        await signal.wait(restMs());
      } catch (error) {
        if (outages === 0) log("error", sentenceOn(error), { error });
        outages += 1;
        isLookWanted = true;
        signal.clear();
        await signal.wait(Math.min(LONGEST_OUTAGE_WAIT_MS, 50 * 2 ** outages));
      }
    }
  }

  async function beat() {
    const tokens = calls.tokens();
    if (tokens.length === 0) return;
    const kept = await renewLeases(db, tokens, leaseMs).catch(() => null);
    const lost = kept ? tokens.filter((token) => !kept.has(token) && calls.has(token)) : [];
    if (lost.length > 0)
      log("warn", "Leases were lost; what comes of these calls is discarded.", { count: lost.length });
  }

  return {
    look,
    /** A place for a call that is about to be put in line, so that it need not stand there; null where it has to. */
    reserve(plans: Plans, slots: readonly string[]): string | null {
      const isRunning = pump !== undefined && !isStopping;
      const isFirst = isAlone && isRunning && !isLineOpen && !isClaiming;
      return isFirst ? calls.reserve(plans, slots) : null;
    },
    giveBack(token: string) {
      const slots = calls.giveBack(token);
      if (slots) freed(slots);
    },
    /** Makes a call for which a place was reserved. */
    begin,
    /** There are new calls in line, each counting against these slots, and nothing else is new. */
    ring(plans: Plans, waiting: readonly (readonly string[])[]) {
      const full = waiting.map((slots) => calls.fullOf(plans, slots));
      if (full.some((slots) => slots.length === 0)) isLineOpen = true;
      for (const slot of full.flat()) heldBackBy.add(slot);
      signal.raise();
    },
    isRunning: () => pump !== undefined && !isStopping,
    isQuiet: async (plans: Plans) => calls.isNone() && !crons.isDue() && isIdle(db, plans, now()),
    async start(plans: Plans) {
      isStopping = false;
      look();
      if (isAlone) await recoverLeases(db, true);
      await crons.fireDue([...plans.values()]);
      heart = setInterval(() => void beat(), leaseMs * 0.3).unref();
      pump = run(plans);
    },
    /**
     * Closes open batches early, does what there is to do and resolves when the loop rests and what was under way then is done, or
     * a moment has passed. Whoever asks again before that would only slow it down.
     */
    async flush(withinMs: number) {
      isFlushWanted = true;
      look();
      const done = signal.rested().then(calls.allDone);
      await Promise.race([done, new Promise((passed) => setTimeout(passed, withinMs))]);
    },
    async stop() {
      isStopping = true;
      signal.raise();
      await pump;
      const deadline = new Promise((done) => setTimeout(done, STOP_WITHIN_MS).unref());
      await Promise.race([calls.allDone(), deadline]);
      clearInterval(heart);
      pump = undefined;
    },
  };
}

function sentenceOn(error: unknown): string {
  if (isDatabaseUnavailable(error)) return "The database cannot be reached; the executor waits for it.";
  return "The executor stumbled and tries again.";
}
