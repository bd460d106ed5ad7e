import "server-only";
import { AppError } from "@/lib/errors";
import { bounds } from "@/lib/events/bounds";
import { monotonicMs } from "@/lib/monotonic";

/** Rejects when its request has to leave. */
export type GiveUp = Promise<never>;

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
  const places = new Map<() => void, number>();

  function makeRoom(): void {
    if (places.size < mostAtOnce) return;
    const [longest] = places;
    if (!longest || monotonicMs() - longest[1] < SLOW_AFTER_MS)
      throw new AppError("unavailable", "Too many bodies come at once just now: send the same again.");
    longest[0]();
  }

  return {
    /** How many are being read. */
    size: () => places.size,
    async read<Body>(work: (giveUp: GiveUp) => Promise<Body>): Promise<Body> {
      makeRoom();
      let leave = () => {};
      const giveUp = new Promise<never>((_, fail) => {
        leave = () => {
          places.delete(leave);
          fail(tooSlow());
        };
      });
      giveUp.catch(() => {});
      places.set(leave, monotonicMs());
      const timer = setTimeout(leave, longestMs);
      try {
        return await work(giveUp);
      } finally {
        clearTimeout(timer);
        places.delete(leave);
      }
    },
  };
}

/** The bodies that this process is reading. */
export const readingRoom = createReadingRoom();

function tooSlow(): AppError {
  return new AppError(
    "too_slow",
    `The body came too slowly: it may take ${bounds.bodySeconds.most} s, less when many come at once. Send the same again.`,
  );
}
