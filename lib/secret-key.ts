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

/** The 32 bytes that a secret key in words stands for. */
export function keyOf(words: string): Buffer {
  return createHash("sha256").update(words).digest();
}

/** The name of a key, which tells nothing about it: by it one knows with which key something was encrypted. */
export function keyIdOf(key: Buffer): string {
  return Buffer.from(hkdfSync("sha256", key, "", "trig key id", 8)).toString("hex");
}

function keptIn(dataDir: string): string {
  const folder = resolve(/* turbopackIgnore: true */ dataDir);
  const kept = readKeyFile(folder);
  if (kept) return kept;
  // Of two who make one at once both read the one that was first.
  writeKeyFile(folder, randomBytes(32).toString("hex"));
  return readKeyFile(folder) ?? "";
}
