import "server-only";
import { createHash, hkdfSync, randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { readKeyFile, writeKeyFile } from "@/lib/key-file";

/**
 * The 32 bytes from which every key of this instance is made: from TRIG_SECRET_KEY, or, with the embedded database, made once and kept
 * beside it, so that the data folder alone is enough to go on.
 */
export function secretKey(): Buffer {
  const { TRIG_SECRET_KEY, DATABASE_URL, TRIG_DATA_DIR } = env();
  if (!TRIG_SECRET_KEY && DATABASE_URL) {
    throw new AppError(
      "invalid",
      "TRIG_SECRET_KEY must be set when DATABASE_URL is: `openssl rand -hex 32` makes one.",
    );
  }
  return keyOf(TRIG_SECRET_KEY ?? keptIn(TRIG_DATA_DIR));
}

/** The key that was used before this one, while secrets are encrypted anew; null for none. */
export function previousKey(): Buffer | null {
  const { TRIG_SECRET_KEY_PREVIOUS } = env();
  return TRIG_SECRET_KEY_PREVIOUS ? keyOf(TRIG_SECRET_KEY_PREVIOUS) : null;
}

/** The 32 bytes that a secret key in words stands for. */
export function keyOf(words: string): Buffer {
  return createHash("sha256").update(words).digest();
}

/** The key for one use. Each use has its own, so that what one gives away is worth nothing for another. */
export function keyFor(use: "secrets" | "sessions" | "set-up", key: Buffer = secretKey()): Buffer {
  return derived(key, use, 32);
}

/** The name of a key, which tells nothing about it: by it one knows with which key something was encrypted. */
export function keyIdOf(key: Buffer): string {
  return derived(key, "key id", 8).toString("hex");
}

function derived(key: Buffer, use: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", key, "", `trig ${use}`, bytes));
}

function keptIn(dataDir: string): string {
  const folder = resolve(/* turbopackIgnore: true */ dataDir);
  const kept = readKeyFile(folder);
  if (kept) return kept;
  // Of two who make one at once both read the one that was first.
  writeKeyFile(folder, randomBytes(32).toString("hex"));
  return readKeyFile(folder) ?? "";
}
