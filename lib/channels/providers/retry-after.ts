/** A longer wait is cut to this: a day later a message is pointless. */
const LONGEST_MS = 24 * 3_600_000;

type Headers = Readonly<Record<string, string>> | null;

/** How long an answer asks us to wait, given in seconds or as a date by the server's own clock; null when it does not say. */
export function readRetryAfter(headers: Headers, now = Date.now()): number | null {
  const said = headers?.["retry-after"]?.trim() ?? "";
  const ms = /^\d+(?:\.\d+)?$/.test(said) ? Number(said) * 1000 : untilDate(said, headers?.date, now);
  return ms > 0 ? withinReason(ms) : null;
}

/** A wait that a provider asked for, cut to what we accept. */
export function withinReason(ms: number): number {
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), LONGEST_MS);
}

function untilDate(said: string, sentAt: string | undefined, now: number): number {
  // HTTP dates end this way; Date.parse accepts much else.
  if (!said.endsWith("GMT")) return Number.NaN;
  const theirNow = Date.parse(sentAt ?? "");
  return Date.parse(said) - (Number.isNaN(theirNow) ? now : theirNow);
}
