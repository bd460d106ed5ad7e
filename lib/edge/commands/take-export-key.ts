import "server-only";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { isKey, readKeyFile, writeKeyFile } from "@/lib/key-file";
import { keyIdOf, keyOf, secretKey } from "@/lib/secret-key";

/** Says that an export's secrets may stay closed. */
export const WITHOUT_SECRETS = "--without-secrets";

/**
 * Makes sure, before anything is restored, that this instance can open the secrets of an export: by a key that it has, or else by the one
 * beside the file, which becomes the key of a new data folder.
 */
export function takeExportKey(path: string, keyId: string): void {
  const { DATABASE_URL, TRIG_SECRET_KEY, TRIG_DATA_DIR } = env();
  const root = resolve(TRIG_DATA_DIR);
  if (TRIG_SECRET_KEY || DATABASE_URL || readKeyFile(root)) {
    if (keyIdOf(secretKey()) === keyId) return;
    const ours = TRIG_SECRET_KEY ? "TRIG_SECRET_KEY is" : `The key in ${root} is`;
    const sentence = `${ours} not the key that this export's secrets were encrypted with. Restore with that one, `;
    throw new AppError("conflict", sentence + WITHOUT);
  }
  const beside = keyBeside(path);
  if (beside === null) {
    const sentence = `The key to this export's secrets is missing. Put it into ${path}.key or TRIG_SECRET_KEY, `;
    throw new AppError("not_found", sentence + WITHOUT);
  }
  if (keyIdOf(keyOf(beside)) !== keyId) {
    const sentence = `${path}.key holds the key of another export. Put this one's there or into TRIG_SECRET_KEY, `;
    throw new AppError("conflict", sentence + WITHOUT);
  }
  writeKeyFile(root, beside);
}

const WITHOUT = `or add ${WITHOUT_SECRETS}: then members sign in again, and providers are connected anew.`;

function keyBeside(path: string): string | null {
  try {
    const words = readFileSync(`${path}.key`, "utf8").trim();
    return isKey(words) ? words : null;
  } catch {
    return null;
  }
}
