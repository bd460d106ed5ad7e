import { isBurst, noteArrivals } from "./arrivals";
import { reasonOf } from "./as-step";
import { handOver } from "./hand-over";
import { processRuntime } from "./process-runtime";

/** While news keeps coming it is announced this often: the first of a row at once, the rest together. */
const COALESCE_MS = 80;
/** In a burst whoever was told first waits and then takes everything: telling it more often only takes time from taking in. */
const COALESCE_IN_BURST_MS = 400;
const resting = new Map<string, { again: boolean }>();

/**
 * Tells the engine that a workspace has news; many calls in a row become few. Nothing waits for it: what could not be announced is found
 * by the sweep.
 */
export function announceNews(workspaceId: string, accepted = 0): void {
  noteArrivals(accepted);
  const rest = resting.get(workspaceId);
  if (rest) {
    rest.again = true;
    return;
  }
  const fresh = { again: false };
  resting.set(workspaceId, fresh);
  const told = handOver([{ name: "trig/news", data: { workspaceId } }]).catch(logLost);
  // An engine that is slow to listen is not told more and more at the same time.
  const rested = async () => {
    await told;
    resting.delete(workspaceId);
    if (fresh.again) announceNews(workspaceId);
  };
  setTimeout(rested, isBurst() ? COALESCE_IN_BURST_MS : COALESCE_MS).unref();
}

/** Hands over what a verb has just committed. Nothing waits for it either. */
export function relaySoon(): void {
  processRuntime.relay().catch(logLost);
}

function logLost(error: unknown): void {
  console.warn(
    "An announcement could not be handed over; the sweep will find what it spoke of.",
    reasonOf(error),
  );
}
