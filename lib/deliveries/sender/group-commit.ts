import "server-only";
import { isLockTimeout } from "@/db/collision";
import { isDatabaseUnavailable } from "@/db/unavailable";

/**
 * Lets writes that are asked for in one breath, or while one of them is under way, go together. If together they fail, each goes alone,
 * so that one that cannot be written keeps none of the others from it; not so when the database is away.
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
