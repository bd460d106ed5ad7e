import * as neon from "@neondatabase/serverless";
import { drizzle as drizzleNeon } from "drizzle-orm/neon-serverless";
import { drizzle as drizzlePg } from "drizzle-orm/node-postgres";
import pg from "pg";
import WebSocket from "ws";
import { keepParametersOutOfErrors, noteAway } from "./failed-query";
import { holdToLimits } from "./limits";
import { PreparingClient } from "./preparing-client";
import * as schema from "./schema";
import { asDb, type Db } from "./store";

export type { Db } from "./store";
export type Driver = "pg" | "neon";
export interface Connection {
  db: Db;
  close(): Promise<void>;
}

keepParametersOutOfErrors();

const INT8 = 20;
const INT8_ARRAY: number = 1016;
const INT4_ARRAY: number = 1007;
// Counts and sums stay far below 2^53, so they are plain numbers on every driver.
for (const types of [pg.types, neon.types]) {
  types.setTypeParser(INT8, Number);
  types.setTypeParser(INT8_ARRAY, types.getTypeParser(INT4_ARRAY));
}

/** An answer that takes longer than this does not come: the database hangs, or the way to it is cut. */
const ANSWERS_WITHIN_MS = 45_000;

// The embedded server is ours alone, so that statements outside of transactions can have limits there as well.
const LIMITS = "-c lock_timeout=20s -c statement_timeout=60s";
/** How a server plans statements that come often and are parsed once. */
const PLANS = {
  // For the values at hand: one plan for all of them would be wrong for a batch of five hundred, or for a table that grows.
  each: `-c plan_cache_mode=force_custom_plan ${LIMITS}`,
  // Once for all values. Where every row is found by its key, that is right however few or many there are; a table must not be read in
  // whole because it was empty when the plan was made.
  once: `-c plan_cache_mode=force_generic_plan -c enable_seqscan=off ${LIMITS}`,
};

/** The driver for a database: Neon's over WebSockets on a Neon host, plain PostgreSQL elsewhere. */
export function driverFor(url: string): Driver {
  return new URL(url).hostname.endsWith(".neon.tech") ? "neon" : "pg";
}

/** Opens a pool on a PostgreSQL, whichever driver it takes; it outlives restarts of the database. */
export function connect(options: {
  url: string;
  driver?: Driver | undefined;
  max?: number;
  wsProxy?: string | undefined;
  /** Lets the server remember statements that come often, and says how it plans them; only where no pooler stands in between. */
  plans?: keyof typeof PLANS | undefined;
  /** How long an answer may take; null for work that takes as long as it takes, and whose transactions have no limits either. */
  answersWithinMs?: number | null | undefined;
}): Connection {
  const { answersWithinMs = ANSWERS_WITHIN_MS } = options;
  const settings = {
    connectionString: options.url,
    max: options.max ?? 20,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: "trig",
    ...(answersWithinMs !== null && { query_timeout: answersWithinMs }),
  };
  const isLimited = answersWithinMs !== null;
  return (options.driver ?? driverFor(options.url)) === "neon"
    ? overNeon(settings, isLimited, options.wsProxy)
    : overPg(
        options.plans ? { ...settings, Client: PreparingClient, options: PLANS[options.plans] } : settings,
        isLimited,
      );
}

function overPg(settings: pg.PoolConfig, isLimited: boolean): Connection {
  const pool = new pg.Pool(settings);
  lookAfterConnections(pool, isLimited);
  const db: Db = drizzlePg({ client: pool, schema });
  db.transaction = transactionOn(
    () => pool.connect(),
    (client) => drizzlePg({ client, schema }),
  );
  return { db, close: () => pool.end() };
}

function overNeon(settings: neon.PoolConfig, isLimited: boolean, wsProxy: string | undefined): Connection {
  neon.neonConfig.webSocketConstructor = WebSocket;
  if (wsProxy) {
    neon.neonConfig.wsProxy = (host, port) => `${wsProxy}/v1?address=${host}:${port}`;
    neon.neonConfig.useSecureWebSocket = false;
    neon.neonConfig.pipelineTLS = false;
    neon.neonConfig.pipelineConnect = false;
  }
  const pool = new neon.Pool(settings);
  lookAfterConnections(pool, isLimited);
  const db = asDb(drizzleNeon({ client: pool, schema }));
  db.transaction = transactionOn(
    () => pool.connect(),
    (client) => asDb(drizzleNeon({ client, schema })),
  );
  return { db, close: () => pool.end() };
}

// Drizzle's own transaction on a pool keeps the connection for ever when "begin" fails, as it does when the database goes away
// at that moment. This one gives it back whatever happens.
function transactionOn<Client extends { release(): void }>(
  take: () => Promise<Client>,
  open: (client: Client) => Db,
): Db["transaction"] {
  const opened = new WeakMap<Client, Db>();
  return async (work, config) => {
    const client = await take().catch((error: unknown) => {
      noteAway(error);
      throw error;
    });
    try {
      const db = opened.get(client) ?? open(client);
      opened.set(client, db);
      return await db.transaction(work, config);
    } finally {
      client.release();
    }
  };
}

// A connection that breaks makes its queries fail and leaves the pool; without listeners it would end the process.
function lookAfterConnections(pool: pg.Pool | neon.Pool, isLimited: boolean): void {
  pool.on("error", () => {});
  pool.on("connect", (client: pg.PoolClient | neon.PoolClient) => {
    client.on("error", () => {});
    if (isLimited) holdToLimits(client);
  });
}
