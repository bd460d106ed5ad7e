import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { keyFor, keyIdOf, previousKey, secretKey } from "@/lib/secret-key";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Locks a provider's secret so that only this instance, and only as part of this row, can open it: "v2", the key's name, nonce, tag, text. */
export function encryptSecret(secret: string, rowId: string): string {
  const key = secretKey();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor("secrets", key), nonce).setAAD(Buffer.from(rowId));
  const locked = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), locked].map((part) => part.toString("base64url"));
  return ["v2", keyIdOf(key), ...parts].join(".");
}

/** Opens a stored secret; null when it was locked with a key that this instance does not have, was damaged, or moved to another row. */
export function openSecret(encrypted: string, rowId: string): string | null {
  for (const { key, parts } of waysToOpen(encrypted)) {
    const secret = decrypt(key, parts, rowId);
    if (secret !== null) return secret;
  }
  return null;
}

/** Whether a secret is locked as secrets are locked today, with today's key. */
export function isLockedAnew(encrypted: string): boolean {
  return encrypted.startsWith(`v2.${keyIdOf(secretKey())}.`);
}

function waysToOpen(encrypted: string): { key: Buffer; parts: string[] }[] {
  const [format, ...rest] = encrypted.split(".");
  const keys = [secretKey(), previousKey()].filter((key) => key !== null);
  // The first format did not name its key, and used it for everything.
  if (format === "v1") return keys.map((key) => ({ key, parts: rest }));
  if (format !== "v2") return [];
  const [keyId, ...parts] = rest;
  return keys.filter((key) => keyIdOf(key) === keyId).map((key) => ({ key: keyFor("secrets", key), parts }));
}

function decrypt(key: Buffer, parts: readonly string[], rowId: string): string | null {
  const [nonce, tag, locked] = parts.map((part) => Buffer.from(part, "base64url"));
  if (!nonce || !tag || !locked || parts.length !== 3) return null;
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(rowId)).setAuthTag(tag);
    return Buffer.concat([decipher.update(locked), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
