const UNITS: Record<string, number> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

/** Milliseconds of a duration as the SDK writes it ("1d2h30s"); null if it is none. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim();
  if (!/^(\d+(w|d|h|ms|m|s))*$/.test(trimmed)) return null;
  let total = 0;
  for (const part of trimmed.matchAll(/(\d+)([a-z]+)/g))
    total += Number(part[1]) * (UNITS[part[2] ?? ""] ?? 0);
  return total;
}

/** The business time at which a sleep that was asked for now ends: a duration or a date; null if it is neither. */
export function wakeTime(text: string, now: Date): Date | null {
  const duration = parseDuration(text);
  const at = duration === null ? Date.parse(text) : now.getTime() + duration;
  return Number.isFinite(at) ? new Date(at) : null;
}
