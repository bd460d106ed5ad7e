import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db";
import { events, pendingEvents, rejectedEvents } from "@/db/schema";
import { frontFor } from "@/lib/edge/ingestion/front";
import { ingest } from "@/lib/edge/ingestion/ingest";
import type { Incoming } from "@/lib/edge/ingestion/ingest-body";
import type { IngestDeps } from "@/lib/edge/ingestion/ingest-items";
import { createKey } from "@/lib/workspaces/keys/create-key";
import type { KeyKind } from "@/lib/workspaces/schema";
import { freshDatabase, testContext } from "@/tests/support/database";
import { serve } from "./serve";

export const NOW = new Date("2026-03-02T09:00:00Z");

/** The ingestion handler on a port, as the app's server has it, with a database and a workspace of its own. */
export async function openDoor(options: { eventsPerSecond?: number } = {}) {
  const database = await freshDatabase();
  const ctx = await testContext(database.db, { now: NOW });
  const news: string[] = [];
  const deps: IngestDeps = {
    db: database.db,
    now: async () => NOW,
    onNews: (workspaceId) => news.push(workspaceId),
    eventsPerSecond: options.eventsPerSecond ?? 1_000_000,
  };
  const answer = (request: Incoming, call: string) => ingest(request, call, async () => deps);
  const server = await serve(
    (request) => answer(request, new URL(request.url).pathname.slice("/v1/".length)),
    frontFor(answer),
  );
  const key = async (kind: KeyKind) => (await createKey(ctx, { kind, name: kind, role: "owner" })).key;
  const writeKey = await key("write");
  const close = async () => {
    await server.close();
    await database.close();
  };
  return { ...database, ctx, deps, news, databaseUrl: database.url, url: server.url, writeKey, key, close };
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
