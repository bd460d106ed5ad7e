import "server-only";
import { getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import type { Db } from "@/db";
import * as schema from "@/db/schema";
import { AppError } from "@/lib/errors";
import { findInstance } from "@/lib/workspaces/clock/clock";
import { TOLD_WITHIN_MS } from "@/lib/workspaces/clock/movable-clock";

/** What outlives a demo: the row that says what this instance is, and what was tried in vain. */
const KEPT: readonly PgTable[] = [schema.instance, schema.failedTries];

/** Turns a demo into a live instance: everything it held is gone, the engine's runs too, and its clock is the real one. A live one stays as it is. */
export async function removeDemo(db: Db): Promise<void> {
  const found = await findInstance(db);
  if (!found || found.mode === "live") return;
  if (found.mode === "test") throw new AppError("conflict", "A test instance cannot be claimed.");
  if (found.clockOffsetMs < -TOLD_WITHIN_MS)
    throw new AppError("conflict", "The demo's story is still being told: try again in a few seconds.");
  const all: readonly unknown[] = Object.values(schema);
  const tables = all.filter((one) => is(one, PgTable)).filter((table) => !KEPT.includes(table));
  const names = tables.map((table) => sql.identifier(getTableName(table)));
  await db.execute(sql`truncate ${sql.join(names, sql`, `)}`);
  await db.update(schema.instance).set({ mode: "live", clockOffsetMs: 0 });
}
