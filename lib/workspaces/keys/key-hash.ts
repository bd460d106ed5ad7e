import { createHash } from "node:crypto";

/** What is kept of a key: enough to recognise it, too little to use it. Keys are long and random, so a plain hash will do. */
export function keyHash(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
