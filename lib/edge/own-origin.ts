import "server-only";
import { env } from "@/lib/env";
import { isLoopback } from "@/lib/is-loopback";

/** The address of this instance: what it is configured with, else this machine's own name and our own port, whatever a request calls us. */
export function ownOrigin(): string {
  const { TRIG_URL, TRIG_HOST, PORT } = env();
  if (TRIG_URL) return new URL(TRIG_URL).origin;
  const name = isLoopback(TRIG_HOST) ? TRIG_HOST : "127.0.0.1";
  return `http://${name.includes(":") ? `[${name.replace(/[[\]]/g, "")}]` : name}:${PORT}`;
}
