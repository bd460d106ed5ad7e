import { monotonicMs } from "@/lib/monotonic";

// Who asks for a run and the function that is run are separate bundles of one process.
declare global {
  var trigErrands: Map<string, number> | undefined;
}

export interface Told {
  id?: string;
  name: string;
  data: Record<string, unknown>;
}

/** A run that has not begun by then may have been lost: it is asked for again. */
const LOST_AFTER_MS = 2_000;

function errands(): Map<string, number> {
  globalThis.trigErrands ??= new Map();
  return globalThis.trigErrands;
}

/**
 * Leaves out what asks for a run that was asked for before and has not begun: when it begins, it sees all there is. Only a process in
 * which every run begins can tell. What is left asks without an id: with that of one handed over before, no run would begin, and what was
 * left out because of it would wait.
 */
export function notOnTheirWay(rows: readonly Told[], nowMs = monotonicMs()): Told[] {
  return rows.flatMap((row) => {
    const errand = errandOf(row);
    if (errand === null) return row;
    const askedAtMs = errands().get(errand);
    const askedForMs = nowMs - (askedAtMs ?? Number.NEGATIVE_INFINITY);
    if (askedForMs >= 0 && askedForMs < LOST_AFTER_MS) return [];
    errands().set(errand, nowMs);
    return { name: row.name, data: row.data };
  });
}

/** Notes that a run has begun, or could not be asked for: what happens from now on needs another one. */
export function hasBegun(told: Told): void {
  const errand = errandOf(told);
  if (errand !== null) errands().delete(errand);
}

/** What a run looks after together with all its like; null for one that looks after its own announcement alone. */
function errandOf({ name, data }: Told): string | null {
  if (name === "trig/news") return `${name} ${data.workspaceId}`;
  if (name === "trig/deliveries.due") return `${name} ${data.lane}`;
  return null;
}
