import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/**
 * The 32 bytes with which providers' secrets are encrypted: from TRIG_SECRET_KEY, or, with the embedded database, made once and kept
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
  return createHash("sha256")
    .update(TRIG_SECRET_KEY ?? keptIn(resolve(/* turbopackIgnore: true */ TRIG_DATA_DIR)))
    .digest();
}

function keptIn(folder: string): string {
  const path = join(folder, "secret.key");
  const draft = `${path}.${process.pid}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Written aside and linked, so that of two who make one at once both read the same whole key.
    writeFileSync(draft, randomBytes(32).toString("hex"), { mode: 0o600 });
    try {
      linkSync(draft, path);
    } catch {
      // Somebody else was first.
    }
    rmSync(draft, { force: true });
    return readFileSync(path, "utf8");
  }
}
