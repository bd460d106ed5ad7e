import "server-only";
import { eq, ne, sql } from "drizzle-orm";
import type { Db, Store } from "@/db";
import { instance } from "@/db/schema/workspaces";
import { AppError } from "@/lib/errors";
import type { InstanceMode } from "@/lib/workspaces/schema";

export interface Instance {
  mode: InstanceMode;
  clockOffsetMs: number;
}

/** A live clock is never moved, so a process that has seen one need not ask again. */
const live = new WeakMap<Store, Instance>();

/** What this database is; null before its first start. */
export async function findInstance(db: Store): Promise<Instance | null> {
  const known = live.get(db);
  if (known) return known;
  const [row] = await db
    .select({ mode: instance.mode, clockOffsetMs: instance.clockOffsetMs })
    .from(instance);
  if (row?.mode === "live") live.set(db, row);
  return row ?? null;
}

/** The business time: real time, moved by what the instance's clock was moved. */
export async function businessNow(db: Store): Promise<Date> {
  const found = await findInstance(db);
  return new Date(Date.now() + (found?.clockOffsetMs ?? 0));
}

/** Makes the instance what it is to be at its first start; a later start finds it as it was. A demo's story may begin in the past. */
export async function ensureInstance(db: Db, mode: InstanceMode, clockOffsetMs = 0): Promise<Instance> {
  if (mode === "live" && clockOffsetMs !== 0)
    throw new AppError("forbidden", "A live instance runs on real time.");
  await db.insert(instance).values({ mode, clockOffsetMs }).onConflictDoNothing({ target: instance.id });
  const [row] = await db.select().from(instance).where(eq(instance.id, 1));
  if (!row) throw new Error("The instance vanished while it was being made.");
  return { mode: row.mode, clockOffsetMs: row.clockOffsetMs };
}

/** Moves the clock, forward only, and only where no customer waits in real time; answers with the new business time. */
export async function moveClock(db: Db, byMs: number): Promise<Date> {
  if (!Number.isSafeInteger(byMs) || byMs < 0)
    throw new AppError("invalid", "The clock moves forward only, by whole milliseconds.");
  const [row] = await db
    .update(instance)
    .set({ clockOffsetMs: sql`${instance.clockOffsetMs} + ${byMs}` })
    .where(ne(instance.mode, "live"))
    .returning({ clockOffsetMs: instance.clockOffsetMs });
  if (!row) throw new AppError("forbidden", "The clock can be moved only in a demo or a test instance.");
  return new Date(Date.now() + row.clockOffsetMs);
}
