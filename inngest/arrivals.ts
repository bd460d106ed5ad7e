// The routes that take events in and the functions that apply them are separate bundles of one process.
declare global {
  var trigArrivals: { count: number; sinceMs: number } | undefined;
}

const WINDOW_MS = 100;
/** So many events within a window are a burst: they come faster than one process can apply them. */
const BURST = 150;
const LOOK_MS = 20;

/** Notes that events were accepted. */
export function noteArrivals(count: number): void {
  const now = Date.now();
  const seen = globalThis.trigArrivals;
  if (!seen || now - seen.sinceMs > WINDOW_MS) globalThis.trigArrivals = { count, sinceMs: now };
  else seen.count += count;
}

/**
 * While events arrive in a burst, taking them in comes first: applying them waits, up to the given moment at most, and then does so in
 * fuller batches. Without a burst it does not wait at all.
 */
export async function giveWay(untilMs: number): Promise<void> {
  while (isBurst() && Date.now() < untilMs) await new Promise((done) => setTimeout(done, LOOK_MS));
}

function isBurst(): boolean {
  const seen = globalThis.trigArrivals;
  return seen !== undefined && Date.now() - seen.sinceMs <= 2 * WINDOW_MS && seen.count >= BURST;
}
