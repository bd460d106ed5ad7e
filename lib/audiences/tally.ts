/** What one of many things contributes at a moment: whether it counts, and when that could next change by time alone. */
export interface Share {
  counts: boolean;
  next: number | null;
}

/** How many count now, what that makes of the condition, and the first moment at which time alone turns it. */
export interface Tally {
  count: number;
  verdict: boolean;
  next: number | null;
}

/** Counts what counts at `now`, then follows the moments at which single ones start or stop counting until the answer turns. */
export function tally(
  now: number,
  looks: readonly ((t: number) => Share)[],
  holds: (count: number) => boolean,
): Tally {
  const shares = looks.map((look) => ({ look, ...look(now) }));
  const count = shares.filter((share) => share.counts).length;
  const verdict = holds(count);
  let running = count;
  for (;;) {
    const next = earliest(shares.map((share) => share.next));
    if (next === null) return { count, verdict, next: null };
    for (const share of shares) {
      if (share.next !== next) continue;
      const { counts, next: later } = share.look(next);
      running += Number(counts) - Number(share.counts);
      share.counts = counts;
      share.next = later;
    }
    if (holds(running) !== verdict) return { count, verdict, next };
  }
}

/** A time during which something counts: from its first moment up to, not including, its last. */
export interface Stay {
  from: number;
  until: number;
}

/** The same for things whose comings and goings are known beforehand. */
export function tallyStays(now: number, stays: readonly Stay[], holds: (count: number) => boolean): Tally {
  let count = 0;
  const changes: { at: number; by: number }[] = [];
  for (const { from, until } of stays) {
    if (from <= now && now < until) count++;
    if (from > now && until > from) changes.push({ at: from, by: 1 });
    if (until > now && until > from && until < Number.POSITIVE_INFINITY) changes.push({ at: until, by: -1 });
  }
  const verdict = holds(count);
  changes.sort((a, b) => a.at - b.at);
  let running = count;
  for (const [i, { at, by }] of changes.entries()) {
    running += by;
    // What comes and goes at one moment is one change.
    if (changes[i + 1]?.at !== at && holds(running) !== verdict) return { count, verdict, next: at };
  }
  return { count, verdict, next: null };
}

/** The first of some moments; null stands for never. */
export function earliest(moments: readonly (number | null)[]): number | null {
  let first: number | null = null;
  for (const moment of moments) {
    if (moment !== null && (first === null || moment < first)) first = moment;
  }
  return first;
}

/** The last of some moments; null stands for never, which is later than any. */
export function latest(moments: readonly (number | null)[]): number | null {
  let last: number | null = Number.NEGATIVE_INFINITY;
  for (const moment of moments) last = moment === null || last === null ? null : Math.max(last, moment);
  return last;
}
