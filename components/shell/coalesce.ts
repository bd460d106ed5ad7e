/** Lets something be asked for often and done seldom. */
export interface Coalescer {
  /** Something has changed. */
  ask(): void;
  /** What was begun is done; it took so long. */
  done(tookMs: number): void;
  stop(): void;
}

/** A slow server is asked less often: what takes a second is not done again within the next four. */
const REST_PER_WORK = 4;

/** After a quiet time the second follows soon after the first: what arrived is shown, then what came of it. */
const FIRST_GAP_MS = 400;

/**
 * Does the first thing asked for at once and everything asked for since in one go, never twice at a time: soon after the first one when
 * little happens, and while much happens at most once in so many milliseconds.
 */
export function coalesce(work: () => void, everyMs: number): Coalescer {
  let isAsked = false;
  let isBusy = false;
  let freeAt = Number.NEGATIVE_INFINITY;
  let gapMs = FIRST_GAP_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    timer = undefined;
    isAsked = false;
    isBusy = true;
    const isQuiet = performance.now() > freeAt + everyMs;
    gapMs = isQuiet ? FIRST_GAP_MS : Math.min(2 * gapMs, everyMs);
    freeAt = performance.now() + gapMs;
    work();
  };
  const plan = () => {
    if (!isAsked || isBusy || timer !== undefined) return;
    const waitMs = freeAt - performance.now();
    if (waitMs <= 0) begin();
    else timer = setTimeout(begin, waitMs);
  };
  return {
    ask() {
      isAsked = true;
      plan();
    },
    done(tookMs) {
      isBusy = false;
      freeAt = Math.max(freeAt, performance.now() + REST_PER_WORK * tookMs - tookMs);
      plan();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      isAsked = false;
    },
  };
}
