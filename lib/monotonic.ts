import "server-only";

/**
 * Milliseconds on a clock that only goes forward. Every distance of time within a process is taken from it: the host's own clock may be
 * set back at any moment, and then only names moments.
 */
export function monotonicMs(): number {
  return performance.now();
}
