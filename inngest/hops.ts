/** Plans limit how long one sleep may be. */
const LONGEST_SLEEP_MS = 6 * 86_400_000;

/** The moments at which a long sleep is interrupted, and its end. Computed from fixed moments, so that a replay sees the same ones. */
export function hopsTo(end: Date, from: Date): Date[] {
  const hops: Date[] = [];
  for (let at = from.getTime() + LONGEST_SLEEP_MS; at < end.getTime(); at += LONGEST_SLEEP_MS)
    hops.push(new Date(at));
  return [...hops, end];
}
