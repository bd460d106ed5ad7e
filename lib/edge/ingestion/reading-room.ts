import "server-only";
import { AppError } from "@/lib/errors";
import { bounds } from "@/lib/events/bounds";
import { later, monotonicMs } from "@/lib/monotonic";

/** A body that has had so long is slow enough to make room. */
const SLOW_AFTER_MS = 1_000;

/**
 * Where bodies are read: so many at once and each for so long, however slowly they trickle in. When all places are taken, whoever has been
 * at it longest makes room, so that slow senders cannot keep others out.
 */
export function createReadingRoom(
  mostAtOnce: number = bounds.bodiesAtOnce.most,
  longestMs: number = bounds.bodySeconds.most * 1_000,
) {
  /** How each is made to leave, and since when it is here; the longest first. */
  const places = new Map<(error: AppError) => void, number>();
  let isWatched = false;

  // One timer for all: most bodies are read long before it rings.
  function watch(): void {
    const [longest] = places.values();
    isWatched = longest !== undefined;
    if (longest !== undefined) later(clear, longest + longestMs - monotonicMs());
  }

  function clear(): void {
    for (const [fail, since] of places) if (monotonicMs() - since >= longestMs) leave(fail);
    watch();
  }

  function leave(fail: (error: AppError) => void): void {
    places.delete(fail);
    fail(tooSlow());
  }

  function makeRoom(): void {
    const [longest] = places;
    if (!longest || monotonicMs() - longest[1] < SLOW_AFTER_MS)
      throw new AppError("unavailable", "Too many bodies come at once just now: send the same again.");
    leave(longest[0]);
  }

  return {
    /** How many are being read. */
    size: () => places.size,
    /** Reads a body; the reader asks after each piece whether its request has had to leave. */
    read<Body>(work: (hasLeft: () => boolean) => Promise<Body>): Promise<Body> {
      return new Promise((done, fail) => {
        if (places.size >= mostAtOnce) makeRoom();
        places.set(fail, monotonicMs());
        if (!isWatched) watch();
        work(() => !places.has(fail))
          .finally(() => places.delete(fail))
          .then(done, fail);
      });
    },
  };
}

export type ReadingRoom = ReturnType<typeof createReadingRoom>;

/** The bodies that this process is reading. */
export const readingRoom = createReadingRoom();

function tooSlow(): AppError {
  return new AppError(
    "too_slow",
    `The body came too slowly: it may take ${bounds.bodySeconds.most} s, less when many come at once. Send the same again.`,
  );
}
