import type { Definition } from "@/lib/programmes/schema";

/** A definition to go back to, what was selected in it, and what was done then. */
export interface Change {
  definition: Definition;
  selected: string | null;
  label: string;
}
export interface History {
  past: readonly Change[];
  future: readonly Change[];
  /** Which field the latest change was one of, and when: more of the same soon after is the same step. */
  latest: { coalesce: string; atMs: number } | null;
}

const MOST_CHANGES = 500;
const ONE_GO_MS = 1_000;

export const emptyHistory: History = { past: [], future: [], latest: null };

/** Notes what stood before a change. More of the same field within a second is the same step; what was undone before is forgotten. */
export function remember(
  { past, latest }: History,
  before: Change,
  coalesce?: string,
  nowMs = performance.now(),
): History {
  const isSameGo =
    coalesce !== undefined && latest?.coalesce === coalesce && nowMs - latest.atMs <= ONE_GO_MS;
  return {
    past: isSameGo ? past : [...past, before].slice(-MOST_CHANGES),
    future: [],
    latest: coalesce === undefined ? null : { coalesce, atMs: nowMs },
  };
}

/** One step back; null where there is none. */
export function undone({ past, future }: History, here: Omit<Change, "label">) {
  const change = past.at(-1);
  if (!change) return null;
  const back = { ...here, label: change.label };
  return { change, history: { past: past.slice(0, -1), future: [back, ...future], latest: null } };
}

/** One step forward again; null where there is none. */
export function redone({ past, future }: History, here: Omit<Change, "label">) {
  const [change, ...rest] = future;
  if (!change) return null;
  const forward = { ...here, label: change.label };
  return { change, history: { past: [...past, forward], future: rest, latest: null } };
}
