import "server-only";
import { createHash } from "node:crypto";
import { eq, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "@/db";
import { failedTries } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { MINUTE_MS } from "@/lib/time";

const FREE_TRIES = 5;
/** One address may serve a whole office. */
const FREE_TRIES_OF_ADDRESS = 40;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;
const FORGOTTEN_AFTER_MS = 24 * 60 * MINUTE_MS;

/** What a try is about and where it comes from: each is counted by itself. */
export interface Try {
  about: string;
  from: string;
}

/**
 * Makes guessing slow: counts a try before its outcome is known, so that many at once cannot slip through, and refuses it while the
 * account or the address has to wait. Five tries are free; each further one doubles the wait, up to a quarter of an hour.
 */
export async function spendTry(db: Db, one: Try, now = new Date()): Promise<void> {
  const keys = keysOf(one);
  const rows = await db.select().from(failedTries).where(inArray(failedTries.key, keys));
  const until = Math.max(0, ...rows.map(({ blockedUntil }) => blockedUntil?.getTime() ?? 0));
  if (until > now.getTime()) throw tooFast(until - now.getTime());
  for (const [place, key] of keys.entries())
    await count(db, key, place === 0 ? FREE_TRIES : FREE_TRIES_OF_ADDRESS, now);
}

/** A try that succeeded clears what was counted against the account. */
export async function forgetTries(db: Db, { about }: Try): Promise<void> {
  await db.delete(failedTries).where(eq(failedTries.key, keyOf("about", about)));
}

/** Old failures are forgotten. */
export async function pruneTries(db: Db, now = new Date()): Promise<void> {
  await db.delete(failedTries).where(lt(failedTries.lastAt, new Date(now.getTime() - FORGOTTEN_AFTER_MS)));
}

async function count(db: Db, key: string, free: number, now: Date): Promise<void> {
  const staleBefore = new Date(now.getTime() - FORGOTTEN_AFTER_MS).toISOString();
  const [row] = await db
    .insert(failedTries)
    .values({ key, failures: 1, lastAt: now })
    .onConflictDoUpdate({
      target: failedTries.key,
      set: {
        failures: sql`case when ${failedTries.lastAt} < ${staleBefore}::timestamptz then 1 else ${failedTries.failures} + 1 end`,
        lastAt: now,
      },
    })
    .returning({ failures: failedTries.failures });
  const over = (row?.failures ?? 0) - free;
  if (over < 0) return;
  const waitMs = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** over);
  await db
    .update(failedTries)
    .set({ blockedUntil: new Date(now.getTime() + waitMs) })
    .where(eq(failedTries.key, key));
}

function tooFast(waitMs: number): AppError {
  const seconds = Math.ceil(waitMs / 1_000);
  const wait = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  return new AppError("too_fast", `Too many tries: wait ${wait} and try again.`);
}

const keysOf = ({ about, from }: Try) => [keyOf("about", about), keyOf("from", from)];

function keyOf(kind: "about" | "from", value: string): string {
  return `${kind}:${createHash("sha256").update(value).digest("base64url")}`;
}
