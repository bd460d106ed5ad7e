import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { type Urgency, withTurn } from "@/lib/members/sign-in/password-queue";

/** As OWASP advises: N = 2^17, r = 8, p = 1; 128 MB and about half a second. */
const COST = 2 ** 17;
const BLOCK = 8;
const KEY_BYTES = 32;
const MEMORY_BYTES = 256 * COST * BLOCK;

/** What is kept of a password: slow to guess, with a salt of its own and the cost it was made with. */
export async function hashPassword(password: string, urgency: Urgency = {}): Promise<string> {
  const salt = randomBytes(16);
  const key = await withTurn(() => derive(password, salt, COST), urgency);
  return ["scrypt", COST, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Whether this is the password. Takes as long when there is none to compare with, so that the time tells nobody who has an account. */
export async function isPassword(
  password: string,
  hash: string | null,
  urgency: Urgency = {},
): Promise<boolean> {
  return withTurn(() => compare(password, hash), urgency);
}

/** Whether a password is kept by an older, cheaper measure than today's. */
export function needsRehash(hash: string): boolean {
  return Number(hash.split("$")[1]) < COST;
}

async function compare(password: string, hash: string | null): Promise<boolean> {
  const [kind, cost, salt, key] = (hash ?? "").split("$");
  if (kind !== "scrypt" || !cost || !salt || !key) {
    await derive(password, Buffer.alloc(16), COST);
    return false;
  }
  const expected = Buffer.from(key, "base64url");
  const found = await derive(password, Buffer.from(salt, "base64url"), Number(cost));
  const fits = found.length === expected.length && timingSafeEqual(found, expected);
  // What an older measure saved is spent, doubling: N + N + 2N + 4N ... is today's N.
  for (let spent = Number(cost); !fits && spent < COST; spent *= 2)
    await derive(password, Buffer.alloc(16), spent);
  return fits;
}

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  const options = { N: cost, r: BLOCK, p: 1, maxmem: MEMORY_BYTES };
  return new Promise((done, failed) =>
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? failed(error) : done(key),
    ),
  );
}
