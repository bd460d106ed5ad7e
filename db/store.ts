import type { NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";
import type * as schema from "./schema";

/** A database or a transaction on it: both can do the same things. */
export type Db = PgDatabase<NodePgQueryResultHKT, typeof schema>;

/** A database that runs single statements, without transactions: all that Neon's HTTP API offers, and all that accepting events needs. */
export type Store = Pick<Db, "select" | "insert" | "update" | "execute">;

/** Neon's drivers are pg's code over other transports; only the declared names of the result types differ. */
export function asDb(db: unknown): Db {
  return db as Db;
}
