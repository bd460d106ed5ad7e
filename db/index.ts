import { sql } from "drizzle-orm";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type Connection, connect } from "./connect";
import { takeAppLock } from "./embedded/app-lock";
import { embeddedUrl, folderOf } from "./embedded/folder";
import { type Server, startServer } from "./embedded/server";
import type { Db } from "./store";
import { isDatabaseUnavailable } from "./unavailable";

export { type Connection, connect, type Driver } from "./connect";
export type { Db, Store } from "./store";
export { isDatabaseUnavailable } from "./unavailable";

// Route bundles and the start-up bundle each have a copy of this module; the process has one database.
declare global {
  var trigDatabase: Promise<Connection> | undefined;
  var trigKeyedDatabase: Connection | undefined;
  var trigWatchedDatabase: Connection | undefined;
}

const REACHABLE_WITHIN_MS = 30_000;
/** A statement that finds its rows by key is done in milliseconds. */
const KEYED_ANSWERS_WITHIN_MS = 15_000;

/** The address of the database that the environment names: DATABASE_URL, else the embedded one of the data folder. */
export function databaseUrl(): string {
  const { DATABASE_URL, TRIG_DATA_DIR } = env();
  return DATABASE_URL ?? embeddedUrl(TRIG_DATA_DIR);
}

/** What `connect` and `migrate` need to know of the environment. */
export function databaseOptions() {
  const { DATABASE_DRIVER, NEON_WS_PROXY } = env();
  return { url: databaseUrl(), driver: DATABASE_DRIVER, wsProxy: NEON_WS_PROXY };
}

/** The app's database, for everything that has no connections of its own below. With the embedded one it takes the data folder for this app and keeps the server running. */
export async function getDatabase(): Promise<Db> {
  globalThis.trigDatabase ??= open();
  try {
    return (await globalThis.trigDatabase).db;
  } catch (error) {
    globalThis.trigDatabase = undefined;
    throw error;
  }
}

async function open(): Promise<Connection> {
  const isEmbedded = !env().DATABASE_URL;
  if (isEmbedded) await ownEmbedded(env().TRIG_DATA_DIR);
  const connection = connect({ ...databaseOptions(), plans: isEmbedded ? "each" : undefined });
  await untilReachable(connection.db);
  const quick = { ...databaseOptions(), answersWithinMs: KEYED_ANSWERS_WITHIN_MS };
  globalThis.trigKeyedDatabase ??= connect({ ...quick, max: 12, plans: isEmbedded ? "once" : undefined });
  globalThis.trigWatchedDatabase ??= connect({ ...quick, max: 2, plans: isEmbedded ? "each" : undefined });
  return connection;
}

/**
 * The app's database for statements that find every row by its key: what arrives, and the engine. They have connections of their own, so
 * that whatever else is slow takes none from them. On the embedded one each is planned once: with small statements, planning costs more
 * than what they do.
 */
export async function getKeyedDatabase(): Promise<Db> {
  const db = await getDatabase();
  return globalThis.trigKeyedDatabase?.db ?? db;
}

/** The app's database for whoever asks how it is: they get an answer also while every other connection is in use. */
export async function getWatchedDatabase(): Promise<Db> {
  const db = await getDatabase();
  return globalThis.trigWatchedDatabase?.db ?? db;
}

async function ownEmbedded(dataDir: string): Promise<void> {
  const release = takeAppLock(folderOf(dataDir).root);
  let server: Server | null = null;
  process.once("exit", () => {
    server?.stopAndWait();
    release();
  });
  server = await startServer({ dataDir });
  const { db, close } = connect({ url: embeddedUrl(dataDir, "postgres"), max: 1 });
  const { rows } = await db.execute(sql`select 1 from pg_database where datname = 'trig'`);
  if (rows.length === 0) await db.execute(sql`create database trig`);
  await close();
}

async function untilReachable(db: Db): Promise<void> {
  const { host } = new URL(databaseUrl());
  const deadline = performance.now() + REACHABLE_WITHIN_MS;
  for (;;) {
    try {
      await db.execute(sql`select 1`);
      return;
    } catch (error) {
      if (!isDatabaseUnavailable(error)) {
        const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : error;
        throw new AppError(
          "unavailable",
          `The database at ${host} refuses us (${reason}): check DATABASE_URL.`,
        );
      }
      if (performance.now() > deadline) {
        const sentence = `The database at ${host} does not answer: check DATABASE_URL and that it runs.`;
        throw new AppError("unavailable", sentence);
      }
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}
