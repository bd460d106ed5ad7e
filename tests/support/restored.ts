import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { readExport } from "@/db/backup/export-file";
import { readHeader, restoreDatabase } from "@/db/backup/restore-database";
import type { Db } from "@/db/connect";
import { bareDatabase } from "@/tests/support/database";

const FOLDER = new URL("../fixtures/705d54b/", import.meta.url);
const factsSchema = z.object({
  stoppedAt: z.coerce.date(),
  openInvitation: z.string(),
  crmKey: z.string(),
  session: z.string(),
  /** What had reached the providers: "address: subject". */
  mailed: z.array(z.string()),
});

/** Data that the version 705d54b made: exported before anything was changed, and never made anew. */
export const oldExport = (name: "demo" | "live") => fileURLToPath(new URL(`${name}.export.gz`, FOLDER));

/** The secret key of that data. */
export const oldKey = (name: "demo" | "live") => readFileSync(`${oldExport(name)}.key`, "utf8");

/** What was known of the live instance when it was stopped. */
export const oldFacts = () =>
  factsSchema.parse(JSON.parse(readFileSync(new URL("live.json", FOLDER), "utf8")));

/** A database of its own, filled from an export and brought to this version. */
export async function restored(path: string) {
  const fresh = await bareDatabase();
  const lines = readExport(path);
  const { value } = await lines.next();
  await restoreDatabase(fresh.db, readHeader(value), lines);
  return fresh;
}

/** How many rows an export holds of each table, counted without the code that restores it. */
export function countRowsIn(path: string): Record<string, number> {
  const counts: Record<string, number> = {};
  let table = "";
  for (const line of gunzipSync(readFileSync(path)).toString().split("\n")) {
    const named = /^\{"table":"([^"]+)"/.exec(line)?.[1];
    if (named) table = named;
    if (named) counts[table] = 0;
    if (line.startsWith("[")) counts[table] = (counts[table] ?? 0) + 1;
  }
  return counts;
}

/** How many rows a database holds of these tables. */
export async function countRows(db: Db, tables: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await db.execute(sql`select count(*)::int as n from ${sql.identifier(table)}`);
    counts[table] = Number(rows[0]?.n);
  }
  return counts;
}
