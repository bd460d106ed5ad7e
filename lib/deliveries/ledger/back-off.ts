import { MINUTE_MS } from "@/lib/time";

const FIRST_MS = 4_000;
const LONGEST_MS = 10 * MINUTE_MS;

/** A batch that cannot be asked for as a whole just now is tried again after this time. */
export const WAIT_FOR_BATCH_MS = 10 * MINUTE_MS;

/**
 * How long to wait before the next attempt: twice as long each time, up to ten minutes, spread by chance (0 to 1) so that a
 * provider that comes back is not met by everyone at once; never less than the provider asked for.
 */
export function backOffMs(attempts: number, chance: number, retryAfterMs = 0): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 20));
  return Math.max(Math.round(full * (0.5 + chance / 2)), retryAfterMs);
}
