import "server-only";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { AppError } from "@/lib/errors";

const KEY = /^[0-9a-f]{64}$/i;

/** Where the secret key of a data folder is kept. */
export function keyFileOf(folder: string): string {
  return join(folder, "secret.key");
}

/** The key of a data folder, or null where none was made yet. A file that holds no key is no key: with an empty one anybody could sign in. */
export function readKeyFile(folder: string): string | null {
  const path = keyFileOf(folder);
  const words = read(path);
  if (words === null || isKey(words)) return words;
  throw new AppError(
    "invalid",
    `${path} must hold 64 hex digits and nothing else: put the file back from a backup. If there is none, remove the file: a new key is made, members sign in again, and providers are connected anew.`,
  );
}

/** Whether these words are a secret key as a data folder keeps it. */
export function isKey(words: string): boolean {
  return KEY.test(words);
}

/** Keeps a key in a data folder, whole and on disk before anybody reads it; one that is there already stays. */
export function writeKeyFile(folder: string, key: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = keyFileOf(folder);
  const draft = `${path}.${process.pid}`;
  try {
    rmSync(draft, { force: true });
    const file = openSync(draft, "wx", 0o600);
    try {
      writeFileSync(file, key);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    link(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(folder);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCoded(error, "ENOENT")) return null;
    throw new AppError("invalid", `The secret key ${path} cannot be read: ${String(error)}`);
  }
}

function link(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!isCoded(error, "EEXIST")) throw error;
  }
}

// The name of a new file is on disk once its folder is.
function syncFolder(folder: string): void {
  const opened = openSync(folder, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function isCoded(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
