import { join } from "node:path";
import { sql } from "drizzle-orm";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { migrate as runMigrator } from "drizzle-orm/node-postgres/migrator";
import { AppError } from "@/lib/errors";
import { isLockTimeout } from "./collision";
import { connect, type Db, type Driver } from "./connect";

const LOCK = 7_411_701;
const LOCKED_WITHIN_MS = 300_000;
const FILES = { migrationsFolder: join(process.cwd(), "db", "migrations") };

/** Brings a database to the tables of this version; several processes may ask at once, one does it and the others wait. */
export async function migrate(options: {
  url: string;
  driver?: Driver | undefined;
  wsProxy?: string | undefined;
}): Promise<void> {
  // One connection, and not through a pooler: the lock belongs to the session that migrates.
  const { db, close } = connect({ ...options, url: directUrl(options.url), max: 1, answersWithinMs: null });
  try {
    await takeLock(db);
    await runMigrator(db, FILES);
  } finally {
    await close();
  }
}

// Another process that migrates is waited for; one that is frozen in the middle of it must not keep us waiting for ever.
async function takeLock(db: Db): Promise<void> {
  await db.execute(sql.raw(`set lock_timeout = ${LOCKED_WITHIN_MS}`));
  try {
    await db.execute(sql`select pg_advisory_lock(${LOCK})`);
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    throw new AppError(
      "unavailable",
      "Another process has been migrating this database for five minutes: let it end, or stop it, and start again.",
    );
  }
  await db.execute(sql`set lock_timeout = 0`);
}

/** Every migration of this version, in order. */
export function listMigrations(): MigrationMeta[] {
  return readMigrationFiles(FILES);
}

/** Keeps everybody else from migrating until the transaction ends. */
export async function lockMigrations(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
}

/** Runs migrations inside the caller's transaction and notes them down as the migrator does. */
export async function runMigrations(tx: Db, migrations: readonly MigrationMeta[]): Promise<void> {
  await tx.execute(sql`create schema if not exists drizzle`);
  await tx.execute(
    sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  );
  for (const { sql: statements, hash, folderMillis } of migrations) {
    for (const statement of statements) await tx.execute(sql.raw(statement));
    await tx.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`,
    );
  }
}

function directUrl(url: string): string {
  const parsed = new URL(url);
  if (!parsed.hostname.endsWith(".neon.tech")) return url;
  parsed.hostname = parsed.hostname.replace("-pooler.", ".");
  return parsed.toString();
}
