import "server-only";
import { createHash } from "node:crypto";
import { eq, lt, sql } from "drizzle-orm";
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
 * Makes guessing slow: counts a try before its outcome is known, one after another, so that many at once cannot slip through, and refuses
 * it while the account or the address has to wait. Five tries are free; each further one doubles the wait, up to a quarter of an hour.
 */
export async function spendTry(db: Db, { about, from }: Try, now = new Date()): Promise<void> {
  await spend(db, keyOf("about", about), FREE_TRIES, now);
  await spend(db, keyOf("from", from), FREE_TRIES_OF_ADDRESS, now);
}

/** A try that succeeded clears what was counted against the account. */
export async function forgetTries(db: Db, { about }: Try): Promise<void> {
  await db.delete(failedTries).where(eq(failedTries.key, keyOf("about", about)));
}

/** Old failures are forgotten. */
export async function pruneTries(db: Db, now = new Date()): Promise<void> {
  await db.delete(failedTries).where(lt(failedTries.lastAt, new Date(now.getTime() - FORGOTTEN_AFTER_MS)));
}

async function spend(db: Db, key: string, free: number, now: Date): Promise<void> {
  const { failures, lastAt, blockedUntil } = failedTries;
  const at = sql`${now.toISOString()}::timestamptz`;
  const isStale = sql`${lastAt} < ${at} - ${FORGOTTEN_AFTER_MS} * interval '1 millisecond'`;
  const count = sql<number>`case when ${isStale} then 1 else ${failures} + 1 end`;
  const waitMs = sql`least(${LONGEST_WAIT_MS}::float8, 1000 * power(2::float8, least(${count} - ${free}::int, 30)))`;
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

function keyOf(kind: "about" | "from", value: string): string {
  return `${kind}:${createHash("sha256").update(value).digest("base64url")}`;
}
