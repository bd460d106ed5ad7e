import "server-only";
import { isLockTimeout } from "@/db/collision";
import { isDatabaseUnavailable } from "@/db/unavailable";

/**
 * Group commit: writes requested in the same tick, or while another one is under way, go in one statement. If that fails, each goes alone, so
 * that one bad item does not fail the others; not so when the database is unavailable.
 */
export function groupCommit<Item, Answer>(
  write: (items: readonly Item[]) => Promise<Answer>,
): (item: Item) => Promise<Answer> {
  let waiting: { item: Item; resolve: (answer: Answer) => void; reject: (error: unknown) => void }[] = [];
  let isWriting = false;

  async function go() {
    isWriting = true;
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const together = waiting;
      waiting = [];
      try {
        const answer = await write(together.map(({ item }) => item));
        for (const { resolve } of together) resolve(answer);
      } catch (error) {
        if (together.length === 1 || (isDatabaseUnavailable(error) && !isLockTimeout(error)))
          for (const { reject } of together) reject(error);
        else for (const { item, resolve, reject } of together) await write([item]).then(resolve, reject);
      }
    }
    isWriting = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isWriting) void go();
    });
}
