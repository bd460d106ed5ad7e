/** Whoever asks for more patience than this is asked again all the same: a day later a message has lost its sense. */
const LONGEST_MS = 24 * 3_600_000;

type Headers = Readonly<Record<string, string>> | null;

/** How long an answer asks us to wait, in seconds or until a date by its own sender's clock; null when it does not say. */
export function readRetryAfter(headers: Headers, now = Date.now()): number | null {
  const said = headers?.["retry-after"]?.trim() ?? "";
  const ms = /^\d+(?:\.\d+)?$/.test(said) ? Number(said) * 1000 : untilDate(said, headers?.date, now);
  return ms > 0 ? withinReason(ms) : null;
}

/** A wait that a provider asked for, as far as it is one that we keep. */
export function withinReason(ms: number): number {
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), LONGEST_MS);
}

function untilDate(said: string, sentAt: string | undefined, now: number): number {
  // Dates of HTTP end so; much else would be read as some date, too.
  if (!said.endsWith("GMT")) return Number.NaN;
  const theirNow = Date.parse(sentAt ?? "");
  return Date.parse(said) - (Number.isNaN(theirNow) ? now : theirNow);
}
