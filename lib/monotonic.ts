import "server-only";

/**
 * Milliseconds on a clock that only goes forward. Every distance of time within a process is taken from it: the host's own clock may be
 * set back at any moment, and then only names moments.
 */
export function monotonicMs(): number {
  return performance.now();
}

/** Runs something after a delay, without keeping a Node process alive for it. Outside Node a timer is a number. */
export function later(work: () => void, ms: number): ReturnType<typeof setTimeout> {
  const timer = setTimeout(work, ms);
  if (typeof timer === "object") timer.unref();
  return timer;
}
