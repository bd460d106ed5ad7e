import "server-only";
import { createHash } from "node:crypto";
import { eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db";
import { failedTries } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { MINUTE_MS } from "@/lib/time";

const LONGEST_WAIT_MS = 15 * MINUTE_MS;
const FORGOTTEN_AFTER_MS = 24 * 60 * MINUTE_MS;

/** What is counted, how many tries are free, how long the wait grows, and how long it takes until one failure has leaked away. */
const limits = {
  /** Somebody who does not remember, or guesses. */
  pair: { free: 5, longestMs: LONGEST_WAIT_MS, leakMs: 15 * MINUTE_MS },
  /** The same, from a browser that signed in to this account before: it is counted by itself alone, so that strangers cannot keep it out. */
  device: { free: 5, longestMs: LONGEST_WAIT_MS, leakMs: 15 * MINUTE_MS },
  /** From many addresses at once. Short, since whoever keeps failing here keeps new browsers of the owner waiting too. */
  about: { free: 30, longestMs: MINUTE_MS, leakMs: MINUTE_MS },
  /** One address may serve a whole office. */
  from: { free: 60, longestMs: LONGEST_WAIT_MS, leakMs: 10 * MINUTE_MS },
} as const;
type Limit = keyof typeof limits;

/** What a try is about and where it comes from: each is counted by itself, and both together. */
export interface Try {
  about: string;
  from: string;
  /** The browser, where it is known to have signed in to this account before. */
  device?: string | undefined;
}

const row = z.object({ key: z.string(), wait: z.coerce.number() });

/**
 * Makes guessing slow: counts a try before its outcome is known, one after another, so that many at once cannot slip through, and refuses
 * it while it has to wait. The first ones are free; each further one doubles the wait. Refused tries are none: they count nowhere.
 */
export async function spendTry(db: Db, one: Try, now?: Date): Promise<void> {
  // The database's clock, since what it is compared with lies there and several processes write it.
  const at = now ? sql`${now.toISOString()}::timestamptz` : sql`statement_timestamp()`;
  await refuseBlocked(db, one, at);
  // The widest last: who is refused for their own tries has not used up what others share.
  for (const limit of limitsOf(one))
    if (!(await spend(db, limit, keyOf(limit, one), at))) await refuseBlocked(db, one, at);
}

/** A try that succeeded was none, and the failures before it were typing mistakes: they are taken back wherever they count. */
export async function forgetTries(db: Db, one: Try): Promise<void> {
  const own = one.device ? "device" : "pair";
  const [failed] = await db
    .delete(failedTries)
    .where(eq(failedTries.key, keyOf(own, one)))
    .returning({ failures: failedTries.failures });
  if (one.device) return;
  await db.delete(failedTries).where(eq(failedTries.key, keyOf("about", one)));
  await db
    .update(failedTries)
    .set({
      failures: sql`greatest(${failedTries.failures} - ${failed?.failures ?? 1}::float8, 0)`,
      blockedUntil: null,
    })
    .where(eq(failedTries.key, keyOf("from", one)));
}

/** Old failures are forgotten. */
export async function pruneTries(db: Db, now = new Date()): Promise<void> {
  await db.delete(failedTries).where(lt(failedTries.lastAt, new Date(now.getTime() - FORGOTTEN_AFTER_MS)));
}

function limitsOf({ device }: Try): readonly Limit[] {
  return device ? ["device"] : ["pair", "about", "from"];
}

/** Counts one try against one limit; false when it has to wait. */
async function spend(db: Db, limit: Limit, key: string, at: SQL): Promise<boolean> {
  const { failures, lastAt, blockedUntil } = failedTries;
  const { free, longestMs, leakMs } = limits[limit];
  const passedMs = sql`greatest(extract(epoch from ${at} - ${lastAt}) * 1000, 0)`;
  const count = sql`greatest(${failures} - ${passedMs}::float8 / ${leakMs}::float8, 0) + 1`;
  const waitMs = sql`least(${longestMs}::float8, 1000 * power(2::float8, least(round(${count}) - ${free}::int, 30)))`;
  const spent = await db
    .insert(failedTries)
    .values({ key, failures: 1, lastAt: at })
    .onConflictDoUpdate({
      target: failedTries.key,
      set: {
        failures: count,
        lastAt: at,
        blockedUntil: sql`case when round(${count}) >= ${free}::int then ${at} + ${waitMs} * interval '1 millisecond' end`,
      },
      setWhere: sql`${blockedUntil} is null or ${blockedUntil} <= ${at}`,
    })
    .returning({ key: failedTries.key });
  return spent.length > 0;
}

/** Refuses a try that has to wait; never longer than its limit's longest wait, also after the clock was set back. */
async function refuseBlocked(db: Db, one: Try, at: SQL): Promise<void> {
  const keys = new Map(limitsOf(one).map((limit) => [keyOf(limit, one), limits[limit].longestMs]));
  const { key, blockedUntil } = failedTries;
  const found = await db
    .select({ key, wait: sql`extract(epoch from ${blockedUntil} - ${at}) * 1000` })
    .from(failedTries)
    .where(sql`${inArray(key, [...keys.keys()])} and ${blockedUntil} > ${at}`);
  const waits: number[] = [];
  for (const { key: blocked, wait } of row.array().parse(found)) {
    const longestMs = keys.get(blocked) ?? LONGEST_WAIT_MS;
    waits.push(Math.min(wait, longestMs));
    if (wait > longestMs)
      await db
        .update(failedTries)
        .set({ blockedUntil: sql`${at} + ${longestMs}::float8 * interval '1 millisecond'` })
        .where(eq(key, blocked));
  }
  if (waits.length > 0) throw tooFast(Math.max(1_000, ...waits));
}

function tooFast(waitMs: number): AppError {
  const seconds = Math.ceil(waitMs / 1_000);
  const wait = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
  return new AppError("too_fast", `Too many tries: wait ${wait} and try again.`);
}

function keyOf(limit: Limit, { about, from, device = "" }: Try): string {
  const value = { from, pair: `${about}\n${from}`, device: `${about}\n${device}`, about }[limit];
  return `${limit}:${createHash("sha256").update(value).digest("base64url")}`;
}
