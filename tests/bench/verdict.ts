/** What is asked of a comparison: at least this share of what it was before. */
export const HOLDS_FROM = 0.95;
/** So sure is the interval around the median. */
const CONFIDENCE = 0.95;

/** How a ratio stands after some rounds. */
export interface Verdict {
  median: number;
  /** Where the true median lies, as far as the rounds can tell. */
  from: number;
  to: number;
  /** "unsure" wants more rounds. */
  says: "holds" | "slower" | "unsure";
}

/**
 * Judges the ratios of paired rounds, new to old, above 1 is better. The interval is that of order statistics: it supposes nothing of how
 * the ratios are spread, so that a disturbed round counts as one round, however bad it was.
 */
export function verdictOf(ratios: readonly number[]): Verdict {
  const sorted = [...ratios].sort((a, b) => a - b);
  const count = sorted.length;
  const at = (rank: number) => sorted[rank] ?? Number.NaN;
  const middle = Math.floor(count / 2);
  const median = count % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  const rank = outerRank(count);
  if (rank === null) return { median, from: Number.NaN, to: Number.NaN, says: "unsure" };
  const [from, to] = [at(rank), at(count - 1 - rank)];
  return { median, from, to, says: from >= HOLDS_FROM ? "holds" : to < HOLDS_FROM ? "slower" : "unsure" };
}

/** The verdict when there will be no further round: the median decides. */
export function lastVerdict(verdict: Verdict): "holds" | "slower" {
  if (verdict.says !== "unsure") return verdict.says;
  return verdict.median >= HOLDS_FROM ? "holds" : "slower";
}

/** How many of the sorted ratios may be left out at either end; null when there are too few for any interval. */
function outerRank(count: number): number | null {
  let rank: number | null = null;
  let below = 0;
  let ways = 1;
  // below = the chance that at most `left` of `count` fall under the true median.
  for (let left = 0; left < count / 2; left++) {
    below += ways / 2 ** count;
    if (2 * below > 1 - CONFIDENCE) break;
    rank = left;
    ways = (ways * (count - left)) / (left + 1);
  }
  return rank;
}
