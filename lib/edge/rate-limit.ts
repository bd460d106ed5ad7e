import "server-only";
import { AppError } from "@/lib/errors";

/** Refused only for its pace: the same request succeeds after the wait. */
export class TooFastError extends AppError {
  constructor(readonly retryAfterSeconds: number) {
    super("too_fast", `Too many events at once for this key: send again in ${retryAfterSeconds} s.`);
  }
}

/** What one key may send, unless the environment says otherwise. */
export const EVENTS_PER_SECOND = 20_000;
const BURST_SECONDS = 3;
const REMEMBERED_AT_MOST = 10_000;
const buckets = new Map<string, { left: number; at: number }>();

/**
 * Each key may send so many events a second, and a burst of three seconds' worth; what is over is told when to come again. A clock that
 * is set back gives nothing, and takes nothing away.
 */
export function spendRate(key: string, events: number, perSecond: number, nowMs: number): void {
  const full = perSecond * BURST_SECONDS;
  const bucket = buckets.get(key) ?? { left: full, at: nowMs };
  const passedMs = Math.max(0, nowMs - bucket.at);
  const left = Math.min(full, bucket.left + (passedMs / 1000) * perSecond);
  // A request larger than the whole burst passes when the bucket is full, and leaves it in debt.
  const needed = Math.min(events, full);
  if (left < needed) {
    // Time counts from here on where the clock stands behind the last call.
    if (nowMs < bucket.at) buckets.set(key, { left, at: nowMs });
    throw new TooFastError(Math.max(1, Math.ceil((needed - left) / perSecond)));
  }
  if (buckets.size >= REMEMBERED_AT_MOST) buckets.clear();
  buckets.set(key, { left: left - events, at: nowMs });
}
