import "server-only";
import { setTimeout as sleep } from "node:timers/promises";

/** Account -> the moment (of performance.now) at which its next request may leave. */
const nextSlot = new Map<string, number>();

/** Spaces the requests of an account at the rate that its provider allows; waits for this one's turn. */
export async function waitForSlot(account: string, requestsPerSecond: number): Promise<void> {
  const now = performance.now();
  const turn = Math.max(now, nextSlot.get(account) ?? 0);
  nextSlot.set(account, turn + 1000 / requestsPerSecond);
  if (turn > now) await sleep(turn - now);
}
