import "server-only";
import { AppError } from "@/lib/errors";

/** What one process keeps in memory of requests that wait for the database, in bytes of their bodies. */
const MOST_AT_ONCE = 32 * 1024 * 1024;
/** Senders give up after ten seconds or more and send again; they hear from us before that. */
const LONGEST_MS = 9_000;

/** Where requests wait to be kept: so much at once and so long, and not without end when the database is slow or hangs. */
export function createWaitingRoom(mostAtOnce = MOST_AT_ONCE, longestMs = LONGEST_MS) {
  let waiting = 0;
  return {
    /** How much is waiting. */
    size: () => waiting,
    /** Does what a request of that size asks for; what it takes counts until it is done, also when its sender has been told to come again. */
    async wait<Answer>(size: number, work: () => Promise<Answer>): Promise<Answer> {
      // However large, one alone is let in.
      if (waiting > 0 && waiting + size > mostAtOnce) {
        throw new AppError("unavailable", "Too much is waiting to be kept just now: send the same again.");
      }
      waiting += size;
      const done = work().finally(() => {
        waiting -= size;
      });
      return within(longestMs, done);
    },
  };
}

export type WaitingRoom = ReturnType<typeof createWaitingRoom>;

/** Requests of this process that wait to be kept. */
export const waitingRoom = createWaitingRoom();

function within<Answer>(ms: number, work: Promise<Answer>): Promise<Answer> {
  return new Promise((answer, fail) => {
    const timer = setTimeout(
      () =>
        fail(new AppError("unavailable", "It could not be kept within a few seconds: send the same again.")),
      ms,
    );
    work.then(answer, fail).finally(() => clearTimeout(timer));
  });
}
