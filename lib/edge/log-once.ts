import "server-only";
import { MINUTE_MS } from "@/lib/time";

const REMEMBERED_AT_MOST = 100;
const said = new Map<string, number>();

/** Logs a line that strangers can bring about as often as they like: once a minute. */
export function logOnce(line: string, nowMs = performance.now()): void {
  const before = said.get(line);
  if (before !== undefined && nowMs - before < MINUTE_MS) return;
  if (said.size >= REMEMBERED_AT_MOST) said.clear();
  said.set(line, nowMs);
  console.error(line);
}
