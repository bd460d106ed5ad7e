const REST_MS = 600;
/** Whoever types without a rest is saved all the same. */
const LONGEST_REST_MS = 2_500;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;

/** When the next save is sent: once the keys rest, at once, or after what went wrong, longer from time to time. */
export class SendTimer {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private typedSinceMs: number | null = null;
  private failures = 0;
  private isOver = false;

  constructor(private readonly send: () => void) {}

  afterRest() {
    const now = performance.now();
    this.typedSinceMs ??= now;
    this.plan(Math.max(0, Math.min(REST_MS, this.typedSinceMs + LONGEST_REST_MS - now)));
  }

  atOnce() {
    this.plan(0);
  }

  afterFailure() {
    this.plan(Math.min(FIRST_RETRY_MS * 2 ** this.failures++, LONGEST_RETRY_MS));
  }

  /** Nothing is to be sent for now. */
  clear() {
    clearTimeout(this.timer);
    this.typedSinceMs = null;
  }

  /** What went wrong before does not make the next try later. */
  forgive() {
    this.failures = 0;
  }

  begin() {
    this.isOver = false;
  }

  stop() {
    this.isOver = true;
    this.clear();
  }

  private plan(ms: number) {
    clearTimeout(this.timer);
    if (!this.isOver) this.timer = setTimeout(this.send, ms);
  }
}
