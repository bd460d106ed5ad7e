import "server-only";
import { createHash } from "node:crypto";
import { eq, inArray, lt, sql } from "drizzle-orm";
import type { Db } from "@/db";
import { failedTries } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { MINUTE_MS } from "@/lib/time";

const LONGEST_WAIT_MS = 15 * MINUTE_MS;
const FORGOTTEN_AFTER_MS = 24 * 60 * MINUTE_MS;

/** What is counted, how many tries are free, and how long the wait grows. */
const limits = {
  /** One address may serve a whole office. */
  from: { free: 60, longestMs: LONGEST_WAIT_MS },
  /** Somebody who does not remember, or guesses. */
  pair: { free: 5, longestMs: LONGEST_WAIT_MS },
  /** From many addresses at once. Short, since whoever keeps failing here keeps the owner of the account waiting too. */
  about: { free: 30, longestMs: MINUTE_MS },
} as const;
type Limit = keyof typeof limits;

/** What a try is about and where it comes from: each is counted by itself, and both together. */
export interface Try {
  about: string;
  from: string;
}

/**
 * Makes guessing slow: counts a try before its outcome is known, one after another, so that many at once cannot slip through, and refuses
 * it while it has to wait. The first ones are free; each further one doubles the wait.
 */
export async function spendTry(db: Db, one: Try, now = new Date()): Promise<void> {
  for (const limit of ["from", "pair", "about"] as const)
    await spend(db, keyOf(limit, one), limits[limit], now);
}

/** A try that succeeded was none: it clears what was counted against the account, and is given back to where it came from. */
export async function forgetTries(db: Db, one: Try): Promise<void> {
  await db.delete(failedTries).where(inArray(failedTries.key, [keyOf("pair", one), keyOf("about", one)]));
  await db
    .update(failedTries)
    .set({ failures: sql`greatest(${failedTries.failures} - 1, 0)`, blockedUntil: null })
    .where(eq(failedTries.key, keyOf("from", one)));
}

/** Old failures are forgotten. */
export async function pruneTries(db: Db, now = new Date()): Promise<void> {
  await db.delete(failedTries).where(lt(failedTries.lastAt, new Date(now.getTime() - FORGOTTEN_AFTER_MS)));
}

async function spend(
  db: Db,
  key: string,
  { free, longestMs }: { free: number; longestMs: number },
  now: Date,
): Promise<void> {
  const { failures, lastAt, blockedUntil } = failedTries;
  const at = sql`${now.toISOString()}::timestamptz`;
  const isStale = sql`${lastAt} < ${at} - ${FORGOTTEN_AFTER_MS} * interval '1 millisecond'`;
  const count = sql<number>`case when ${isStale} then 1 else ${failures} + 1 end`;
  const waitMs = sql`least(${longestMs}::float8, 1000 * power(2::float8, least(${count} - ${free}::int, 30)))`;
  const spent = await db
    .insert(failedTries)
    .values({ key, failures: 1, lastAt: now })
    .onConflictDoUpdate({
      target: failedTries.key,
      set: {
        failures: count,
        lastAt: now,
        blockedUntil: sql`case when ${count} >= ${free}::int then ${at} + ${waitMs} * interval '1 millisecond' end`,
      },
      setWhere: sql`${blockedUntil} is null or ${blockedUntil} <= ${at}`,
    })
    .returning({ failures });
  if (spent.length > 0) return;
  const [row] = await db.select({ blockedUntil }).from(failedTries).where(eq(failedTries.key, key));
  throw tooFast(Math.max(1_000, (row?.blockedUntil?.getTime() ?? 0) - now.getTime()));
}

function tooFast(waitMs: number): AppError {
  const seconds = Math.ceil(waitMs / 1_000);
  const wait = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  return new AppError("too_fast", `Too many tries: wait ${wait} and try again.`);
}

function keyOf(limit: Limit, { about, from }: Try): string {
  const value = { from, pair: `${about}\n${from}`, about }[limit];
  return `${limit}:${createHash("sha256").update(value).digest("base64url")}`;
}
