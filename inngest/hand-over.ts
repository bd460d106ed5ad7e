import { inngest, isAlone } from "./client";
import { errandOf, hasBegun, notOnTheirWay, type Told } from "./on-their-way";

/** Tells the engine, and does not tell it twice to do what it has not begun to do. */
export async function handOver(announcements: readonly (Told & { id?: string })[]): Promise<void> {
  const wanted = isAlone() ? notOnTheirWay(announcements) : [...announcements];
  if (wanted.length === 0) return;
  try {
    // With the id of one handed over before, nothing would begin, and what was left out because of it would wait.
    await inngest.send(
      wanted.map(({ name, data, id }) => (errandOf({ name, data }) ? { name, data } : { id, name, data })),
    );
  } catch (error) {
    wanted.forEach(hasBegun);
    throw error;
  }
}
