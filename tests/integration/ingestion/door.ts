import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db";
import { connect } from "@/db/connect";
import { events, pendingEvents, rejectedEvents } from "@/db/schema";
import type { Context } from "@/lib/context";
import { frontFor } from "@/lib/edge/ingestion/front";
import { ingest } from "@/lib/edge/ingestion/ingest";
import type { Incoming } from "@/lib/edge/ingestion/ingest-body";
import type { IngestDeps } from "@/lib/edge/ingestion/ingest-items";
import { createKey } from "@/lib/workspaces/keys/create-key";
import type { KeyKind } from "@/lib/workspaces/schema";
import { freshDatabase, testContext } from "@/tests/support/database";
import { freePort } from "@/tests/support/postgres";
import { serve } from "./serve";

export const NOW = new Date("2026-03-02T09:00:00Z");

/** Ingestion on a port, with a database and a workspace of its own. */
export interface OpenDoor {
  url: string;
  db: Db;
  databaseUrl: string;
  ctx: Context;
  writeKey: string;
  key(kind: KeyKind): Promise<string>;
  /** The workspaces of which the engine heard that they have news. */
  news: string[];
  /** Makes the database unreachable. */
  loseDatabase(): Promise<void>;
  close(): Promise<void>;
}

export interface DoorOptions {
  eventsPerSecond?: number;
}

/** The ingestion handler as the app's server has it. */
export async function openDoor(options: DoorOptions = {}): Promise<OpenDoor & { deps: IngestDeps }> {
  const behind = await behindDoor();
  const deps: IngestDeps = {
    store: behind.db,
    now: async () => NOW,
    onNews: (workspaceId) => behind.news.push(workspaceId),
    eventsPerSecond: options.eventsPerSecond ?? 1_000_000,
  };
  const answer = (request: Incoming, call: string) => ingest(request, call, async () => deps);
  const server = await serve(
    (request) => answer(request, new URL(request.url).pathname.slice("/v1/".length)),
    frontFor(answer),
  );
  const away = connect({ url: `postgres://trig@127.0.0.1:${await freePort()}/trig` });
  const loseDatabase = async () => {
    deps.store = away.db;
  };
  const close = async () => {
    await server.close();
    await away.close();
    await behind.close();
  };
  return { ...behind, deps, url: server.url, loseDatabase, close };
}

/** The database, workspace and keys of a door. */
export async function behindDoor() {
  const { url: databaseUrl, db, close } = await freshDatabase();
  const ctx = await testContext(db, { now: NOW });
  const key = async (kind: KeyKind) => (await createKey(ctx, { kind, name: kind, role: "owner" })).key;
  const news: string[] = [];
  return { db, databaseUrl, ctx, key, writeKey: await key("write"), news, close };
}

/** Sends one call with a write key in Basic auth. */
export async function send(
  url: string,
  call: string,
  body: unknown,
  key: string,
  headers: Record<string, string> = {},
) {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${url}/v1/${call}`, {
    method: "POST",
    headers: { authorization, ...headers },
    body: text,
  });
  return { status: response.status, headers: response.headers, answer: await response.json() };
}

/** How many rows arrival left behind in a workspace. */
export async function countRows(db: Db, workspaceId: string) {
  const count = { count: sql<number>`count(*)::int` };
  const [kept] = await db.select(count).from(events).where(eq(events.workspaceId, workspaceId));
  const [queued] = await db
    .select(count)
    .from(pendingEvents)
    .where(eq(pendingEvents.workspaceId, workspaceId));
  const [refused] = await db
    .select(count)
    .from(rejectedEvents)
    .where(eq(rejectedEvents.workspaceId, workspaceId));
  return { events: kept?.count, pending: queued?.count, rejected: refused?.count };
}
