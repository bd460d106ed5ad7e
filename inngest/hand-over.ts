import { inngest, isAlone } from "./client";
import { hasBegun, notOnTheirWay, type Told } from "./on-their-way";

/** Tells the engine; alone, it does not tell it twice to do what it has not begun to do. */
export async function handOver(announcements: readonly Told[]): Promise<void> {
  const wanted = isAlone() ? notOnTheirWay(announcements) : [...announcements];
  if (wanted.length === 0) return;
  try {
    await inngest.send(wanted);
  } catch (error) {
    wanted.forEach(hasBegun);
    throw error;
  }
}
