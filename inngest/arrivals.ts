import { monotonicMs } from "@/lib/monotonic";

// The routes that take events in and the functions that apply them are separate bundles of one process.
declare global {
  var trigArrivals: { count: number; before: number; sinceMs: number; lastMs: number } | undefined;
}

const WINDOW_MS = 100;
/** So many events within a window are a burst: they come faster than one process can apply them. */
const BURST = 150;
/** When nothing has arrived for so long, a burst is over. */
const QUIET_MS = 120;
const LOOK_MS = 20;

/** Notes that events were accepted. */
export function noteArrivals(count: number): void {
  const now = monotonicMs();
  const seen = globalThis.trigArrivals;
  if (count === 0) return;
  if (seen && now - seen.sinceMs <= WINDOW_MS) {
    seen.count += count;
    seen.lastMs = now;
    return;
  }
  const isNext = seen !== undefined && now - seen.sinceMs <= 2 * WINDOW_MS;
  globalThis.trigArrivals = { count, before: isNext ? seen.count : 0, sinceMs: now, lastMs: now };
}

/**
 * While events arrive in a burst, taking them in comes first: applying them waits, up to the given moment at most, and then does so in
 * fuller batches. Without a burst it does not wait at all. Says whether it waited.
 */
export async function giveWay(untilMs: number): Promise<boolean> {
  let hasWaited = false;
  const endAt = monotonicMs() + untilMs - Date.now();
  while (isBurst() && monotonicMs() < endAt) {
    hasWaited = true;
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
  return hasWaited;
}

/** Whether events arrive faster than one process can apply them. A window that has just begun does not end a burst. */
export function isBurst(): boolean {
  const seen = globalThis.trigArrivals;
  if (!seen || monotonicMs() - seen.lastMs > QUIET_MS) return false;
  return Math.max(seen.count, seen.before) >= BURST;
}
