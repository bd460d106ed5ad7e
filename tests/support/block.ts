import type { Db } from "@/db";
import { spendTry, type Try } from "@/lib/members/sign-in/tries";

const LAST_MOMENTS_S = [0, 0, 0, 0, 0, 2, 5, 10, 20, 40, 80, 150];

/** Somebody has failed at an account from one place so often that they have to wait for two minutes from now on. */
export async function blockTries(db: Db, one: Try): Promise<void> {
  const now = Date.now();
  const last = LAST_MOMENTS_S.at(-1) ?? 0;
  for (const second of LAST_MOMENTS_S) await spendTry(db, one, new Date(now + (second - last) * 1_000));
}
