import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { secretKey } from "@/lib/secret-key";

const FORMAT = "v1";
const NONCE_BYTES = 12;

/** Locks a provider's secret so that only this instance, and only as part of this row, can open it. */
export function encryptSecret(secret: string, rowId: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", secretKey(), nonce).setAAD(Buffer.from(rowId));
  const locked = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [FORMAT, ...[nonce, cipher.getAuthTag(), locked].map((part) => part.toString("base64url"))].join(
    ".",
  );
}

/** Opens what encryptSecret locked; throws when the text was changed, moved to another row or locked with another key. */
export function decryptSecret(encrypted: string, rowId: string): string {
  const [format, nonce, tag, locked] = encrypted.split(".");
  if (format !== FORMAT || nonce === undefined || tag === undefined || locked === undefined) {
    throw new Error("A stored secret is not in a known format.");
  }
  const decipher = createDecipheriv("aes-256-gcm", secretKey(), Buffer.from(nonce, "base64url"), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(rowId)).setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(locked, "base64url")), decipher.final()]).toString(
    "utf8",
  );
}
