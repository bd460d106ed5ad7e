import "server-only";
import { sql } from "drizzle-orm";
import { connect, type Db, databaseOptions, getDatabase, isDatabaseUnavailable } from "@/db";
import { env } from "@/lib/env";

/**
 * The database for a command: beside a running app, whose database is up; else one that the command starts itself. A command takes as long
 * as it takes.
 */
export async function databaseBesideApp(): Promise<Db> {
  const { db } = connect({ ...databaseOptions(), max: 1, answersWithinMs: null });
  try {
    await db.execute(sql`select 1`);
    return db;
  } catch (error) {
    if (!isDatabaseUnavailable(error) || env().DATABASE_URL) throw error;
    await getDatabase();
    return db;
  }
}
