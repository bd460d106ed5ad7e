import { join } from "node:path";
import { sql } from "drizzle-orm";
import { migrate as runMigrator } from "drizzle-orm/node-postgres/migrator";
import { connect, type Driver } from "./connect";

const LOCK = 7_411_701;

/** Brings a database to the tables of this version; several processes may ask at once, one does it and the others wait. */
export async function migrate(options: {
  url: string;
  driver?: Driver | undefined;
  wsProxy?: string | undefined;
}): Promise<void> {
  // One connection, and not through a pooler: the lock belongs to the session that migrates.
  const { db, close } = connect({ ...options, url: directUrl(options.url), max: 1 });
  try {
    await db.execute(sql`select pg_advisory_lock(${LOCK})`);
    await runMigrator(db, { migrationsFolder: join(process.cwd(), "db", "migrations") });
  } finally {
    await close();
  }
}

function directUrl(url: string): string {
  const parsed = new URL(url);
  if (!parsed.hostname.endsWith(".neon.tech")) return url;
  parsed.hostname = parsed.hostname.replace("-pooler.", ".");
  return parsed.toString();
}
