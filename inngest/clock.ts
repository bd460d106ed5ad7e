import { getDatabase } from "@/db";
import { AppError } from "@/lib/errors";
import { monotonicMs } from "@/lib/monotonic";
import { hasWork, nextDue } from "@/lib/pipeline/time/next-due";
import { earliest } from "@/lib/time";
import { businessNow, findInstance, moveClock } from "@/lib/workspaces/clock/clock";
import { embeddedEngine } from "./client";
import type { Executor } from "./embedded/executor";
import { processRuntime } from "./process-runtime";

declare global {
  var trigClockOffsetMs: number | undefined;
  var trigReadClock: (() => Promise<unknown>) | undefined;
}

const REFRESH_MS = 1_000;
const QUIET_WITHIN_MS = 60_000;
const LOOK_MS = 10;
/** What failed and is tried again within this long is waited for: the third try of a call comes after nine seconds. Later ones are out of order. */
const RETRY_SOON_MS = 10_000;
const MINUTE_MS = 60_000;

/** The instance's clock for the engine's timers: read from the database when the process starts, when it is moved, and now and then. */
export const engineNow = () => new Date(Date.now() + (globalThis.trigClockOffsetMs ?? 0));

/** Keeps the engine's clock in step with the instance's, which another process may have moved. */
export async function followClock(): Promise<void> {
  const read = async () => {
    const found = await findInstance(await getDatabase());
    const before = globalThis.trigClockOffsetMs;
    globalThis.trigClockOffsetMs = found?.clockOffsetMs ?? 0;
    if (before !== undefined && before !== globalThis.trigClockOffsetMs) embeddedEngine().executor?.kick();
    return found?.mode;
  };
  globalThis.trigReadClock = read;
  if ((await read()) !== "live") setInterval(() => read().catch(() => undefined), REFRESH_MS).unref();
}

/** The instance has just become another one: its clock is read at once. */
export async function followClockNow(): Promise<void> {
  await globalThis.trigReadClock?.();
}

/**
 * Moves the instance's clock forward to a moment, stopping wherever something falls due and waiting there until everything it set off is
 * done, so that a reminder is woken by its own run's sleep as it would be in real time.
 */
export async function walkClock(to: Date): Promise<Date> {
  const { executor } = embeddedEngine();
  if (!executor) throw new AppError("forbidden", "The clock can be moved only with the embedded engine.");
  const db = await getDatabase();
  // Refused at once where the clock cannot be moved.
  await moveClock(db, 0);
  await quiet(executor);
  for (let isSure = false; ; ) {
    const now = await businessNow(db);
    const next = earliest([
      await executor.nextTimerAt(),
      ceilToMinute(await nextDue(db, floorToMinute(now))),
    ]);
    if (next && next.getTime() < to.getTime()) {
      await jump(executor, next);
      isSure = false;
    } else if (isSure) break;
    else {
      // Before the last jump it looks once more: a run may only just have gone to sleep again.
      await quiet(executor);
      isSure = true;
    }
  }
  return jump(executor, to);
}

async function jump(executor: Executor, to: Date): Promise<Date> {
  const db = await getDatabase();
  const byMs = Math.max(0, to.getTime() - (await businessNow(db)).getTime());
  const now = await moveClock(db, byMs);
  globalThis.trigClockOffsetMs = (await findInstance(db))?.clockOffsetMs ?? 0;
  executor.kick();
  await quiet(executor);
  return now;
}

/** Resolves when the engine is at rest, no call of its is about to be tried again, and nothing waits to be applied, looked at or sent. */
async function quiet(executor: Executor): Promise<void> {
  const deadline = monotonicMs() + QUIET_WITHIN_MS;
  while (monotonicMs() < deadline) {
    await processRuntime.relay();
    await executor.drain();
    // Twice, as something may have been on its way from the one to the other.
    if ((await isAtRest(executor)) && (await isAtRest(executor))) return;
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
  throw new AppError(
    "unavailable",
    "The instance did not come to rest within a minute, so its clock was not moved further.",
  );
}

async function isAtRest(executor: Executor): Promise<boolean> {
  const db = await getDatabase();
  if (await hasWork(db, await businessNow(db), RETRY_SOON_MS)) return false;
  return (await executor.isQuiet()) && !(await executor.retriesWithin(RETRY_SOON_MS));
}

/** What fell due since the last full minute has not been looked at: that happens once a minute. */
function floorToMinute(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / MINUTE_MS) * MINUTE_MS);
}

function ceilToMinute(moment: Date | null): Date | null {
  return moment && new Date(Math.ceil(moment.getTime() / MINUTE_MS) * MINUTE_MS);
}
